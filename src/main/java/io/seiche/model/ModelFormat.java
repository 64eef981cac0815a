package io.seiche.model;

import io.seiche.network.Layout;
import io.seiche.network.NetworkSpec;
import io.seiche.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a model: {@code model.safetensors} holds its parameters, {@code model.json} everything else. The tensors of
 * a model of several members begin with {@code member0.}, {@code member1.}, and so on. Other files of the directory
 * (metrics, history, the report) are for people and are not read here.
 */
public final class ModelFormat {
    /** The parameters: safetensors, float32. */
    public static final String PARAMETERS = "model.safetensors";

    /** Everything else. */
    public static final String DESCRIPTION = "model.json";

    private ModelFormat() {}

    /** Returns both files by name. */
    public static SortedMap<String, byte[]> write(Model model) {
        byte[] parameters = parameters(model);
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(PARAMETERS, parameters);
        files.put(DESCRIPTION, Description.write(model, Sha256.of(parameters)));
        return files;
    }

    static byte[] parameters(Model model) {
        List<SafeTensors.Tensor> tensors = new ArrayList<>();
        float[] values = new float[model.parameters()];
        int at = 0;
        for (int m = 0; m < model.members().size(); m++) {
            Member member = model.members().get(m);
            for (Layout.Piece piece : layout(member.network(), model).pieces()) {
                String name = prefix(m, model.members().size()) + piece.name();
                tensors.add(new SafeTensors.Tensor(name, piece.shape(), at + piece.offset()));
            }
            System.arraycopy(member.parameters(), 0, values, at, member.parameters().length);
            at += member.parameters().length;
        }
        SortedMap<String, String> metadata = new TreeMap<>(Map.of("format", "seiche"));
        return SafeTensors.write(new SafeTensors.Contents(metadata, tensors, values));
    }

    private static Layout layout(NetworkSpec network, Model model) {
        return Layout.of(network, model.preparation().columns().inputs());
    }

    /** The beginning of the names of a member's tensors: nothing where there is one member. */
    private static String prefix(int member, int members) {
        return members == 1 ? "" : "member" + member + ".";
    }

    /**
     * Reads a model from its files.
     *
     * @param files by name; others than the two may be among them
     * @throws ModelFormatException if one is missing, is not what was written, or they do not belong together
     */
    public static Model read(Map<String, byte[]> files) {
        byte[] parameters = file(files, PARAMETERS);
        byte[] description = file(files, DESCRIPTION);
        try {
            return Description.read(
                    description, (networks, inputs, sha256) -> members(parameters, networks, inputs, sha256));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(e.getMessage(), e);
        }
    }

    private static List<Member> members(byte[] file, List<NetworkSpec> networks, int inputs, String sha256) {
        SafeTensors.Contents contents = SafeTensors.read(PARAMETERS, file);
        int wanted = networks.stream()
                .mapToInt(network -> Layout.of(network, inputs).size())
                .sum();
        List<Member> members = new ArrayList<>();
        if (wanted != contents.values().length && networks.size() > 1) {
            throw new IllegalArgumentException(PARAMETERS + " must hold " + wanted + " parameters for "
                    + networks.size() + " networks, but holds " + contents.values().length
                    + "; it was saved by other networks");
        }
        for (int m = 0; m < networks.size(); m++) {
            // A single member of another size is refused by its own check, which says by how much.
            float[] values = wanted == contents.values().length
                    ? inOrder(prefix(m, networks.size()), Layout.of(networks.get(m), inputs), contents)
                    : contents.values();
            Member member = new Member(networks.get(m), values);
            member.check(inputs);
            members.add(member);
        }
        if (!Sha256.of(file).equals(sha256)) {
            throw new ModelFormatException(PARAMETERS + " is not the file that " + DESCRIPTION
                    + " was written with: their hashes differ; take both from the same copy");
        }
        return members;
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new ModelFormatException(name + " is missing; a model directory has " + DESCRIPTION + " and "
                    + PARAMETERS + ", this one has " + new TreeMap<>(files).keySet());
        }
        return bytes;
    }

    /** The numbers of one member in the order of its layout, which a file by another writer need not keep. */
    private static float[] inOrder(String prefix, Layout layout, SafeTensors.Contents contents) {
        Map<String, SafeTensors.Tensor> byName = new TreeMap<>();
        contents.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
        float[] parameters = new float[layout.size()];
        for (Layout.Piece piece : layout.pieces()) {
            SafeTensors.Tensor tensor = byName.get(prefix + piece.name());
            if (tensor == null || !Arrays.equals(tensor.shape(), piece.shape())) {
                throw new ModelFormatException(PARAMETERS + " must hold \"" + prefix + piece.name() + "\" of shape "
                        + Arrays.toString(piece.shape())
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
                        "cannot read " + directory.resolve(name) + ": " + Reason.of(e)
                                + "; see that it is a file you may read",
                        e);
            }
        }
        return read(files);
    }
}
