package io.seiche.series;

import java.util.Map;

/** What has cut a series into windows, and how many it found. */
sealed interface Cutter permits WindowCutter, SequenceCutter {
    /** Windows of each span, by ordinal. */
    int[] windows();

    /** Windows not used, by reason. */
    Map<DropReason, Long> dropped();
}
