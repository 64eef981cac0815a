package io.seiche.exchange;

import io.seiche.model.Model;
import io.seiche.model.ModelFormat;

/** Formats in which a model can be written. */
public enum ExportFormat {
    /** The whole network as an ONNX graph: see {@link Onnx}. */
    ONNX {
        @Override
        public byte[] write(Model model) {
            return Onnx.write(model);
        }
    },
    /** The parameters, the same file as in the model directory. */
    SAFETENSORS {
        @Override
        public byte[] write(Model model) {
            return ModelFormat.write(model).get(ModelFormat.PARAMETERS);
        }
    },
    /** The parameters under Keras' names. */
    KERAS {
        @Override
        public byte[] write(Model model) {
            return Framework.KERAS.write(model);
        }
    },
    /** The parameters under PyTorch's names. */
    PYTORCH {
        @Override
        public byte[] write(Model model) {
            return Framework.PYTORCH.write(model);
        }
    };

    /**
     * Returns the contents of the file.
     *
     * @throws IllegalArgumentException if the format does not support a layer; the message names it and those supported
     */
    public abstract byte[] write(Model model);
}
