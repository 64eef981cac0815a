package io.seiche.model;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Searches for bytes of a model that are neither read nor refused; what it finds becomes a seed of the ordinary tests. */
class ModelFilesFuzz {
    @FuzzTest(maxDuration = "2m")
    void parameters(byte[] bytes) {
        DamagedModelTest.readsOrRefuses(ModelFormat.PARAMETERS, bytes);
    }

    @FuzzTest(maxDuration = "2m")
    void description(byte[] bytes) {
        DamagedModelTest.readsOrRefuses(ModelFormat.DESCRIPTION, bytes);
    }
}
