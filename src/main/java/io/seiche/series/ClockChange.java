package io.seiche.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The advice for rows whose clock times are twice, absent or off the grid because the clock was moved for daylight saving
 * time: advice that keeps every hour, which policies for duplicates and gaps do not.
 */
final class ClockChange {
    /** Zones whose changes are looked for where the times are read in a zone without changes. */
    private static final List<ZoneId> CLOCKS = Stream.of(
                    "Europe/Berlin",
                    "America/New_York",
                    "Europe/London",
                    "Europe/Athens",
                    "Australia/Sydney",
                    "Pacific/Auckland")
            .map(ZoneId::of)
            .toList();

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private ClockChange() {}

    /** Returns the advice for clock times without an offset; empty if the clock was not moved there. */
    static Optional<String> advice(RowDefect.DefectKind kind, TimeAxis axis, long time) {
        if (axis.kind() != TimeAxis.TimeKind.LOCAL) {
            return Optional.empty();
        }
        LocalDateTime local = axis.local(time);
        boolean moved = !axis.zone().getRules().isFixedOffset();
        return switch (kind) {
            case DUPLICATE ->
                moved ? twice(axis, time) : find(local, ClockChange::shownTwice).map(zone -> both(zone, local));
            case GAP ->
                moved
                        ? before(axis.zone(), axis.instant(time))
                                .filter(ZoneOffsetTransition::isOverlap)
                                .map(change -> "the clock of " + axis.zone() + " was set back before it; "
                                        + offsets(axis.zone(), change.getDateTimeAfter()))
                        : find(local, ClockChange::afterSkipped)
                                .map(zone -> "the clock of " + zone
                                        + " skips this time; if the rows have its times, set series.timeZone = "
                                        + zone);
            case IRREGULAR ->
                moved
                        ? before(axis.zone(), axis.instant(time))
                                .map(change -> "the clock of " + axis.zone() + " was moved by "
                                        + change.getDuration().abs().toMinutes() + " minutes before it; "
                                        + offsets(axis.zone(), change.getDateTimeAfter()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> twice(TimeAxis axis, long time) {
        LocalDateTime local = axis.local(time);
        if (axis.zone().getRules().getValidOffsets(local).size() > 1) {
            return Optional.of(both(axis.zone(), local));
        }
        ZoneOffsetTransition change =
                axis.zone().getRules().previousTransition(axis.instant(time).plusNanos(1));
        boolean skipped = change != null
                && change.isGap()
                && Duration.between(change.getInstant(), axis.instant(time)).compareTo(change.getDuration()) < 0;
        return skipped
                ? Optional.of("the clock of " + axis.zone() + " skips the times from "
                        + CLOCK.format(change.getDateTimeBefore())
                        + " to " + CLOCK.format(change.getDateTimeAfter())
                        + " that day, and they are read as the times after it; if the clock of the rows is never moved, set series.timeZone = "
                        + change.getOffsetBefore())
                : Optional.empty();
    }

    private static String both(ZoneId zone, LocalDateTime local) {
        return "the clock of " + zone + " shows this time twice when daylight saving time ends; "
                + offsets(zone, local);
    }

    /** Returns the advice to write offsets, with an example of the time that is there twice. */
    private static String offsets(ZoneId zone, LocalDateTime local) {
        ZoneOffset first = zone.getRules().getValidOffsets(local).get(0);
        return "write the times with an offset, such as " + TIME.format(local) + first
                + ", or in UTC, so that no hour is lost";
    }

    private static Optional<ZoneId> find(LocalDateTime local, BiPredicate<ZoneId, LocalDateTime> changes) {
        return CLOCKS.stream().filter(zone -> changes.test(zone, local)).findFirst();
    }

    private static boolean shownTwice(ZoneId zone, LocalDateTime local) {
        return zone.getRules().getValidOffsets(local).size() > 1;
    }

    private static boolean afterSkipped(ZoneId zone, LocalDateTime local) {
        return before(zone, local.atZone(zone).toInstant())
                .filter(change -> change.isGap() && change.getDateTimeAfter().equals(local))
                .isPresent();
    }

    /** Returns the change of the clock in the day up to a moment. */
    private static Optional<ZoneOffsetTransition> before(ZoneId zone, Instant moment) {
        ZoneOffsetTransition change = zone.getRules().previousTransition(moment.plusNanos(1));
        return Optional.ofNullable(change)
                .filter(there -> there.getInstant().isAfter(moment.minus(Duration.ofDays(1))));
    }
}
