package io.seiche.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of a {@link Graph}. Every method of arithmetic adds a node and returns its output.
 *
 * @param graph the graph to which nodes that read the tensor are added
 * @param name name of the tensor in the graph
 */
record Value(Graph graph, String name) {
    private Value with(String operator, Value... others) {
        List<Value> inputs = new ArrayList<>(List.of(this));
        inputs.addAll(List.of(others));
        return graph.node(operator, inputs);
    }

    /** Returns the same tensor for nodes of another graph. */
    Value in(Graph other) {
        return new Value(other, name);
    }

    Value plus(Value other) {
        return with("Add", other);
    }

    Value plus(double number) {
        return with("Add", graph.constant(number));
    }

    Value minus(Value other) {
        return with("Sub", other);
    }

    Value times(Value other) {
        return with("Mul", other);
    }

    Value times(double number) {
        return with("Mul", graph.constant(number));
    }

    Value over(Value other) {
        return with("Div", other);
    }

    Value larger(Value other) {
        return with("Max", other);
    }

    Value product(Value matrix) {
        return with("MatMul", matrix);
    }

    Value negative() {
        return with("Neg");
    }

    /** Returns 1 - this. */
    Value rest() {
        return negative().plus(1);
    }

    Value sigmoid() {
        return with("Sigmoid");
    }

    Value tanh() {
        return with("Tanh");
    }

    Value relu() {
        return with("Relu");
    }

    Value exp() {
        return with("Exp");
    }

    /** Returns the logarithm of the logistic function. */
    Value logSigmoid() {
        return negative().with("Softplus").negative();
    }

    /** Returns share * this + (1 - share) * other. */
    Value mixed(Value share, Value other) {
        return other.plus(share.times(minus(other)));
    }

    /** Returns parts of equal width along the last dimension. */
    List<Value> split(int parts) {
        return parts == 1
                ? List.of(this)
                : graph.nodes("Split", parts, List.of(this), Graph.Attribute.integer("axis", -1));
    }

    Value squeezed(int axis) {
        return with("Squeeze", graph.integers(axis));
    }

    Value unsqueezed(int axis) {
        return with("Unsqueeze", graph.integers(axis));
    }

    Value transposed(long... order) {
        return graph.node("Transpose", List.of(this), Graph.Attribute.integers("perm", order));
    }
}
