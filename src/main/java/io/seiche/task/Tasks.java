package io.seiche.task;

import io.seiche.text.Words;
import java.util.List;

/** The registry of tasks. */
public final class Tasks {
    /** All tasks, the one of a configuration that names none first. */
    public static final List<Task> ALL = List.of(new Forecasting(), new Classifying(), new NextItem());

    private Tasks() {}

    /**
     * Returns the task of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Task parse(String text) {
        return Words.choose("training.task", text, ALL, Task::text);
    }
}
