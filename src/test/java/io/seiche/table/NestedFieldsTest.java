package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.Columns;
import io.seiche.series.DataException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A field within a column of records is a column, named with dots. */
class NestedFieldsTest {
    private static Dataset<Row> flat() {
        return Tables.of(
                "id string, ts string, y double, temp double",
                Tables.fourSeries().toArray(new Object[0][]));
    }

    @Test
    void fieldsAreReadAsColumns() {
        Dataset<Row> nested = flat().selectExpr(
                        "named_struct('name', id) as at",
                        "named_struct('t', ts, 'v', named_struct('y', y)) as m",
                        "temp as `a.b`");
        Columns columns = new Columns(List.of("m.v.y"), List.of("a.b"), List.of(), List.of());
        InputSpec input = InputSpec.tall(null, "at.name", "m.t", columns).where("m.v.y > -5");
        try (TableData read = Tables.read(nested, input);
                TableData all = Tables.read(flat(), Tables.input(Tables.withTemperature()))) {
            assertEquals(Tables.fingerprint(all), Tables.fingerprint(read));
        }
    }

    @Test
    void aFieldThatIsNotThere() {
        Dataset<Row> nested = flat().selectExpr("id", "ts", "named_struct('y', y) as m");
        for (String name : List.of("m.z", "m.y.z", "n.y", ".y")) {
            Columns columns = new Columns(List.of(name), List.of(), List.of(), List.of());
            String message = assertThrows(
                            DataException.class, () -> Tables.read(nested, InputSpec.tall(null, "id", "ts", columns)))
                    .getMessage();
            assertTrue(message.startsWith("column \"" + name + "\" is not in the table"), message);
        }
    }
}
