package io.seiche.exchange;

import io.seiche.exchange.Naming.Slot;
import io.seiche.model.Member;
import io.seiche.model.Model;
import io.seiche.model.ModelFormatException;
import io.seiche.model.SafeTensors;
import io.seiche.model.SafeTensors.Contents;
import io.seiche.model.SafeTensors.Tensor;
import io.seiche.network.Layout;
import io.seiche.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A framework whose weights can be read and written, as a safetensors file of float32 tensors under the framework's
 * names.
 */
public enum Framework {
    /** Keras: {@code {v.path: v.numpy() for v in model.trainable_variables}}. */
    KERAS {
        @Override
        Naming naming() {
            return new KerasNames();
        }
    },
    /** PyTorch: {@code module.state_dict()}. */
    PYTORCH {
        @Override
        Naming naming() {
            return new PyTorchNames();
        }
    };

    abstract Naming naming();

    /**
     * Parameters read from a framework's file.
     *
     * @param parameters in the order of the network's layout
     * @param sources one line per layer and direction: its name in the network, and in the file
     */
    public record Imported(float[] parameters, List<String> sources) {}

    /**
     * Reads the parameters of a network. Each layer of the network is assigned the first layer of the file, by name, that has
     * the same kind, shape and direction and is not assigned yet; numbers in names are compared as numbers.
     *
     * @param network the network
     * @param inputs features it reads
     * @param file name of the file, for messages
     * @param bytes contents of the file
     * @throws IllegalArgumentException if the framework has no counterpart of a layer; the message names the layer
     * @throws ModelFormatException if the file is damaged or was written by another network; the message names the
     *     expected and the actual layers
     */
    public Imported read(NetworkSpec network, int inputs, String file, byte[] bytes) {
        Contents contents = SafeTensors.read(file, bytes);
        Layout layout = Layout.of(network, inputs);
        Parameters parameters = new Parameters(layout, new float[layout.size()]);
        ForeignLayers left = new ForeignLayers(naming(), contents.tensors());
        List<String> sources = new ArrayList<>();
        for (Part part : Part.of(network, inputs, naming())) {
            ForeignLayers.ForeignLayer layer = left.take(file, part);
            for (Slot slot : part.slots()) {
                int offset = parameters.piece(part.name() + "." + slot.piece()).offset() + slot.offset();
                int from = layer.tensors().get(slot.leaf()).offset();
                slot.gates().read(contents.values(), from, parameters.values(), offset);
            }
            sources.add(part.name() + ", " + part.text() + ", from "
                    + (layer.name().isEmpty() ? "the file's only such layer" : layer.name()));
        }
        left.refuseRest(file, network);
        return new Imported(parameters.values(), sources);
    }

    /**
     * Returns a safetensors file of a model's parameters in the framework's names and layout. Layer 1 is {@code layer1}. In
     * PyTorch each recurrent layer is a module of one layer; of the two biases of LSTM and RNN the second is 0.
     *
     * @throws IllegalArgumentException if the framework has no counterpart of a layer; the message names the layer
     */
    public byte[] write(Model model) {
        int inputs = model.preparation().columns().inputs();
        Member member = model.only("a file of weights");
        NetworkSpec network = member.network();
        Parameters parameters = new Parameters(Layout.of(network, inputs), member.parameters());
        List<Tensor> tensors = new ArrayList<>();
        float[] values = new float[0];
        for (Part part : Part.of(network, inputs, naming())) {
            for (Slot slot : part.slots()) {
                int offset = parameters.piece(part.name() + "." + slot.piece()).offset() + slot.offset();
                int at = values.length;
                values = Arrays.copyOf(values, at + slot.gates().size());
                if (!slot.added()) {
                    float[] theirs = slot.gates().write(parameters.values(), offset);
                    System.arraycopy(theirs, 0, values, at, theirs.length);
                }
                tensors.add(new Tensor(naming().name(part.name(), part.run(), slot.leaf()), slot.shape(), at));
            }
        }
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("format", this == PYTORCH ? "pt" : "keras");
        metadata.put("network", network.layers());
        return SafeTensors.write(new Contents(metadata, tensors, values));
    }
}
