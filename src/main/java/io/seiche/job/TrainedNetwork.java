package io.seiche.job;

import io.seiche.network.NetworkSpec;
import io.seiche.training.Trained;

/**
 * A network and its training, not scored.
 *
 * @param network as trained: of a mean, its members with their weights
 * @param trained course and result of the training
 */
record TrainedNetwork(NetworkSpec network, Trained trained) {}
