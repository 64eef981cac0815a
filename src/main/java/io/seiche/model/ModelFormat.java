package io.seiche.model;

import io.seiche.network.Layout;
import io.seiche.network.NetworkSpec;
import io.seiche.text.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a model: {@code model.safetensors} holds its parameters, {@code model.json} everything else. Other files
 * of its directory (metrics, history, the report) are for people and are not read here.
 */
public final class ModelFormat {
    /** The parameters: safetensors, float32. */
    public static final String PARAMETERS = "model.safetensors";

    /** Everything else. */
    public static final String DESCRIPTION = "model.json";

    private ModelFormat() {}

    /** Both files by name. */
    public static SortedMap<String, byte[]> write(Model model) {
        byte[] parameters = parameters(model);
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(PARAMETERS, parameters);
        files.put(DESCRIPTION, Description.write(model, Sha256.of(parameters)));
        return files;
    }

    static byte[] parameters(Model model) {
        List<SafeTensors.Tensor> tensors = tensors(model.layout());
        SortedMap<String, String> metadata = new TreeMap<>(Map.of("format", "seiche"));
        return SafeTensors.write(new SafeTensors.Contents(metadata, tensors, model.parameters()));
    }

    private static List<SafeTensors.Tensor> tensors(Layout layout) {
        return layout.pieces().stream()
                .map(piece -> new SafeTensors.Tensor(piece.name(), piece.shape(), piece.offset()))
                .toList();
    }

    /**
     * Reads a model from its files.
     *
     * @param files by name; others than the two may be among them
     * @throws ModelFormatException if one is missing, is not what was written, or they do not belong together
     */
    public static Model read(Map<String, byte[]> files) {
        byte[] parameters = file(files, PARAMETERS);
        Description description = Description.read(file(files, DESCRIPTION));
        SafeTensors.Contents contents = SafeTensors.read(PARAMETERS, parameters);
        try {
            Model model = description.model(inOrder(description, contents));
            if (!Sha256.of(parameters).equals(description.sha256())) {
                throw new ModelFormatException(PARAMETERS + " is not the file that " + DESCRIPTION
                        + " was written with: their hashes differ; take both from the same copy");
            }
            return model;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(e.getMessage(), e);
        }
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new ModelFormatException(name + " is missing; a model directory has " + DESCRIPTION + " and "
                    + PARAMETERS + ", this one has " + new TreeMap<>(files).keySet());
        }
        return bytes;
    }

    /** The file's numbers in the order of the network's layout, which a file by another writer need not keep. */
    private static float[] inOrder(Description description, SafeTensors.Contents contents) {
        NetworkSpec network = description.network();
        int inputs = description.preparation().columns().inputs();
        Layout layout = network.layout(inputs);
        if (layout.size() != contents.values().length) {
            return contents.values(); // The model's constructor says by how much.
        }
        Map<String, SafeTensors.Tensor> byName = new TreeMap<>();
        contents.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
        float[] parameters = new float[layout.size()];
        for (Layout.Piece piece : layout.pieces()) {
            SafeTensors.Tensor tensor = byName.get(piece.name());
            if (tensor == null || !Arrays.equals(tensor.shape(), piece.shape())) {
                throw new ModelFormatException(
                        PARAMETERS + " must hold \"" + piece.name() + "\" of shape " + Arrays.toString(piece.shape())
                                + (tensor == null
                                        ? ", but holds " + byName.keySet()
                                        : ", but it has " + Arrays.toString(tensor.shape()))
                                + "; it was saved by another network");
            }
            System.arraycopy(contents.values(), tensor.offset(), parameters, piece.offset(), piece.size());
        }
        return parameters;
    }

    /**
     * Reads a model from a local directory.
     *
     * @throws ModelFormatException as {@link #read(Map)}, and when a file cannot be read
     */
    public static Model read(Path directory) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : List.of(PARAMETERS, DESCRIPTION)) {
            try {
                files.put(name, Files.readAllBytes(directory.resolve(name)));
            } catch (NoSuchFileException e) {
                throw new ModelFormatException(
                        directory.resolve(name) + " is not there; a model directory has " + DESCRIPTION + " and "
                                + PARAMETERS,
                        e);
            } catch (IOException e) {
                throw new ModelFormatException(
                        "cannot read " + directory.resolve(name) + ": " + Failures.reason(e)
                                + "; see that it is a file you may read",
                        e);
            }
        }
        return read(files);
    }
}
