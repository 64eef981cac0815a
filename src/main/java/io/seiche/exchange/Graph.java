package io.seiche.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A builder of an ONNX graph, node by node (<a href="https://onnx.ai/onnx/repo-docs/IR.html">ONNX IR</a>). An inner graph,
 * the body of a {@code Scan}, numbers its names with the counter of the outermost graph and stores its constants there.
 */
final class Graph {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Graph outer;
    private final Protobuf message = new Protobuf();
    private int names;

    private Graph(Graph outer, String name) {
        this.outer = outer;
        message.text(2, name);
    }

    /** Creates an empty graph. */
    Graph(String name) {
        this(null, name);
    }

    /** Returns an empty graph that can read this graph's values. */
    Graph inner(String name) {
        return new Graph(this, name);
    }

    private Graph outermost() {
        return outer == null ? this : outer.outermost();
    }

    private String name(String stem) {
        return stem + "_" + outermost().names++;
    }

    /** Returns the graph as a GraphProto. */
    Protobuf message() {
        return message;
    }

    /**
     * Adds an input of the graph.
     *
     * @param sizes sizes of the dimensions, negative for the {@code batch}; none for an unspecified shape
     */
    Value input(String name, int... sizes) {
        message.message(11, described(name, sizes));
        return new Value(this, name);
    }

    /** Adds an input with a generated name and an unspecified shape. */
    Value anyInput(String stem) {
        return input(name(stem));
    }

    /** Adds a value to the graph's outputs, with a generated name. */
    void output(Value value) {
        String name = name("out");
        copy(value, name);
        message.message(12, described(name));
    }

    /** Adds a value to the graph's outputs. */
    void output(String name, Value value, int... sizes) {
        copy(value, name);
        message.message(12, described(name, sizes));
    }

    private void copy(Value value, String name) {
        emit("Identity", List.of(value.name()), List.of(name), List.of());
    }

    private static Protobuf described(String name, int... sizes) {
        Protobuf tensor = new Protobuf().number(1, FLOAT);
        if (sizes.length > 0) {
            Protobuf shape = new Protobuf();
            for (int size : sizes) {
                Protobuf dimension = new Protobuf();
                shape.message(1, size < 0 ? dimension.text(2, "batch") : dimension.number(1, size));
            }
            tensor.message(2, shape);
        }
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    /** Adds a constant array of floats. */
    Value constant(String stem, float[] values, int... shape) {
        return constant(name(stem), FLOAT, bytes(values), shape);
    }

    /** Adds a constant float, which is broadcast to any shape. */
    Value constant(double value) {
        return constant("number", new float[] {(float) value});
    }

    /** Adds a constant list of integers. */
    Value integers(long... values) {
        byte[] raw = new byte[values.length * Long.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
        return constant(name("list"), INT64, raw, values.length);
    }

    private Value constant(String name, int type, byte[] raw, int... shape) {
        outermost().message.message(5, tensor(type, raw, shape).text(8, name));
        return new Value(this, name);
    }

    private static byte[] bytes(float... values) {
        byte[] raw = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return raw;
    }

    private static Protobuf tensor(int type, byte[] raw, int... shape) {
        Protobuf tensor = new Protobuf();
        for (int size : shape) {
            tensor.number(1, size);
        }
        return tensor.number(2, type).bytes(9, raw);
    }

    /** Adds a node with one output. */
    Value node(String operator, List<Value> inputs, Attribute... attributes) {
        return nodes(operator, 1, inputs, attributes).get(0);
    }

    /** Adds a node with several outputs; an input that is null is left out. */
    List<Value> nodes(String operator, int outputs, List<Value> inputs, Attribute... attributes) {
        List<String> made = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            made.add(name(operator));
        }
        List<String> read =
                inputs.stream().map(value -> value == null ? "" : value.name()).toList();
        emit(operator, read, made, List.of(attributes));
        return made.stream().map(name -> new Value(this, name)).toList();
    }

    private void emit(String operator, List<String> inputs, List<String> outputs, List<Attribute> attributes) {
        Protobuf node = new Protobuf();
        inputs.forEach(name -> node.text(1, name));
        outputs.forEach(name -> node.text(2, name));
        node.text(3, "make_" + outputs.get(0)).text(4, operator);
        attributes.forEach(attribute -> node.message(5, attribute.message()));
        message.message(1, node);
    }

    /** An attribute of a node, as an AttributeProto. */
    record Attribute(Protobuf message) {
        private static Attribute of(String name, int type, Protobuf rest) {
            return new Attribute(new Protobuf().text(1, name).number(20, type).append(rest));
        }

        static Attribute integer(String name, long value) {
            return of(name, 2, new Protobuf().number(3, value));
        }

        static Attribute text(String name, String value) {
            return of(name, 3, new Protobuf().text(4, value));
        }

        /** Returns a tensor of one float. */
        static Attribute tensor(String name, float value) {
            return of(name, 4, new Protobuf().message(5, Graph.tensor(FLOAT, bytes(value), 1)));
        }

        static Attribute graph(String name, Graph value) {
            return of(name, 5, new Protobuf().message(6, value.message()));
        }

        static Attribute reals(String name, float... values) {
            Protobuf list = new Protobuf();
            for (float value : values) {
                list.real(7, value);
            }
            return of(name, 6, list);
        }

        static Attribute integers(String name, long... values) {
            Protobuf list = new Protobuf();
            for (long value : values) {
                list.number(8, value);
            }
            return of(name, 7, list);
        }

        static Attribute texts(String name, String... values) {
            Protobuf list = new Protobuf();
            for (String value : values) {
                list.text(9, value);
            }
            return of(name, 8, list);
        }
    }
}
