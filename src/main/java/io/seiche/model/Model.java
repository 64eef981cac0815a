package io.seiche.model;

import io.seiche.evaluation.Interval;
import io.seiche.loss.Answers;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.OutputRows;
import io.seiche.task.Task;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trained networks with everything needed to forecast from the rows of a table. A model of several members answers the
 * mean of what they answer.
 *
 * @param name of the model
 * @param goal the question all members answer
 * @param preparation the steps from rows to the input of the members
 * @param members one network or more, each with its parameters
 * @param intervals prediction intervals by their per cent; may be empty
 * @param lineage the origin of the model, by dotted names: {@code training.seed}, {@code data.rows}, {@code
 *     software.java}
 */
public record Model(
        String name,
        Goal goal,
        Preparation preparation,
        List<Member> members,
        SortedMap<Integer, Interval> intervals,
        SortedMap<String, String> lineage)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * Checks that the parts belong together.
     *
     * @throws IllegalArgumentException naming the parts that do not
     */
    public Model {
        members = List.copyOf(members);
        intervals = Collections.unmodifiableSortedMap(new TreeMap<>(intervals));
        lineage = Collections.unmodifiableSortedMap(new TreeMap<>(lineage));
        if (members.isEmpty()) {
            throw new IllegalArgumentException("model " + name + " must have at least one member, had none");
        }
        for (Member member : members) {
            member.check(preparation.columns().inputs());
            goal.check(member.network(), preparation.columns());
        }
        for (Interval interval : intervals.values()) {
            if (interval.low().length != goal.windows().horizon()) {
                throw new IllegalArgumentException("the " + interval.percent() + " % interval must have "
                        + goal.windows().horizon() + " steps, had " + interval.low().length);
            }
        }
    }

    /** The task its members answer. */
    public Task task() {
        return goal.task();
    }

    /** Returns the facts that only models of its task have, by name: the classes, the size of the vocabulary. */
    public SortedMap<String, String> facts() {
        return task().facts(preparation.columns(), vocabulary());
    }

    /** The items its members read and answer; {@link Vocabulary#NONE} for tasks without items. */
    public Vocabulary vocabulary() {
        return goal.vocabulary();
    }

    /** The loss that training minimised, as the configuration writes it. */
    public String loss() {
        return goal.loss();
    }

    /** The shape of the windows. */
    public WindowSpec windows() {
        return goal.windows();
    }

    /** The zone of days and clock times in the model's tables. */
    public ZoneId timeZone() {
        return preparation.series().timeZone();
    }

    /** The number of parameters of all members together. */
    public int parameters() {
        return members.stream().mapToInt(member -> member.parameters().length).sum();
    }

    /** The layers of each member, in order; several are separated by {@code " + "}. */
    public String layers() {
        return String.join(
                " + ", members.stream().map(member -> member.network().layers()).toList());
    }

    /**
     * Returns the only member.
     *
     * @param purpose that needs a model of one network, for the message
     * @throws IllegalArgumentException if there are several
     */
    public Member only(String purpose) {
        if (members.size() > 1) {
            throw new IllegalArgumentException(purpose + " must be given a model of one network, but " + name
                    + " is the mean of " + members.size());
        }
        return members.get(0);
    }

    /** Returns the same model of other members. */
    public Model with(List<Member> others) {
        return new Model(name, goal, preparation, others, intervals, lineage);
    }

    /** Builds the members' networks, with buffers of their own. */
    MemberNetworks build() {
        return build(1);
    }

    /** Builds the members' networks to compute a batch on some threads. */
    MemberNetworks build(int threads) {
        return new MemberNetworks(
                members,
                preparation.columns().inputs(),
                windows().lookback(),
                answers().blocks().link(),
                threads);
    }

    /** Shape and meaning of the numbers its networks output. */
    public Answers answers() {
        return goal.answers(preparation.columns());
    }

    /** Returns what makes rows of the outputs of its networks. */
    public OutputRows rows() {
        return task().rows(
                        answers(),
                        preparation.columns(),
                        preparation.series().transform(),
                        List.copyOf(intervals.values()));
    }

    /** SHA-256 of its model.json, which names its parameters' digest too: the same model in all it does, the same hash. */
    public String identity() {
        return Sha256.of(ModelFormat.write(this).get(ModelFormat.DESCRIPTION));
    }

    /** SHA-256 of its model.safetensors: the same parameters in the same layout, the same hash. */
    public String sha256() {
        return Sha256.of(ModelFormat.parameters(this));
    }
}
