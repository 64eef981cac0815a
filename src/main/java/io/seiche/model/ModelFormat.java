package io.seiche.model;

/** The files of a model. */
public final class ModelFormat {
    /** The parameters: safetensors, float32. */
    public static final String PARAMETERS = "model.safetensors";

    private ModelFormat() {}
}
