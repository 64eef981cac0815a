package io.seiche.series;

import java.util.List;
import java.util.Map;

/** Finds the windows of one series and counts those that are not used. */
sealed interface Cutter permits WindowCutter, SequenceCutter {
    /** Returns the chunks that hold the windows, in the order of time, or of spans and time. Called once at most. */
    List<Chunk> chunks();

    /** Returns the number of windows of each {@link Span}, by ordinal. */
    int[] windows();

    /** Returns the number of unused windows by reason. */
    Map<DropReason, Long> dropped();
}
