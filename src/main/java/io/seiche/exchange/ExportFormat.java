package io.seiche.exchange;

import io.seiche.model.Model;
import io.seiche.model.ModelFormat;

/** Formats in which a model can be written. */
public enum ExportFormat {
    /** The whole network: see {@link Onnx}. */
    ONNX {
        @Override
        public byte[] write(Model model) {
            return Onnx.write(model);
        }
    },
    /** The parameters, the file that the model directory has. */
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
     * The file.
     *
     * @throws IllegalArgumentException naming the layer that the format cannot hold, and those it can
     */
    public abstract byte[] write(Model model);
}
