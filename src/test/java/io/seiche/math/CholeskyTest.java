package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    void choleskySolvesWhatItFactored(int n) {
        Random random = new Random(n);
        double[][] root = new double[n][n];
        for (double[] row : root) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[] packed = new double[n * (n + 1) / 2];
        double[][] full = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    full[i][j] += root[i][k] * root[j][k];
                }
                full[i][j] += i == j ? 1 : 0;
                if (j <= i) {
                    packed[i * (i + 1) / 2 + j] = full[i][j];
                }
            }
        }
        double[] x = random.doubles(n * 3L).toArray();
        double[] b = new double[n * 3];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int c = 0; c < 3; c++) {
                    b[i * 3 + c] += full[i][j] * x[j * 3 + c];
                }
            }
        }
        assertTrue(Cholesky.factor(packed, n) && Cholesky.solve(packed, n, b, 3));
        assertArrayEquals(x, b, 1e-8);
    }
}
