package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The scores of one forecaster, the network or a baseline on the same windows, as tables and JSON show them. */
public interface ForecasterScore {
    /** Name of the network among forecasters. */
    String NETWORK = "network";

    /** Returns {@link #NETWORK} or the name of a baseline. */
    String name();

    /** Returns its line in a table, the name first. */
    List<String> row();

    /** Returns its metrics as JSON, and for a baseline how it compares with the network. */
    ObjectNode toJson();
}
