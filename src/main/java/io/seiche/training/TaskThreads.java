package io.seiche.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The number of threads of a task of Spark: {@code spark.task.cpus}, and in local mode also the cores that the tasks of the
 * job leave idle. No result depends on it.
 */
public final class TaskThreads {
    private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|\\d+)(\\s*,\\s*\\d+)?\\s*])?");

    private TaskThreads() {}

    /**
     * Returns the number of threads of each task.
     *
     * @param tasks tasks of the job, of which as many run at once as there are cores for
     */
    public static int of(JavaSparkContext context, int tasks) {
        int cpus = perTask(context);
        return isLocal(context) ? of(localCores(context.master()), cpus, tasks) : cpus;
    }

    /** Returns the number of threads in local mode. */
    static int of(int cores, int cpus, int tasks) {
        int together = Math.max(1, Math.min(tasks, cores / cpus));
        return Math.max(cpus, cores / together);
    }

    /** Returns the number of threads of the task that calls this: {@code spark.task.cpus}. */
    public static int ofThisTask() {
        return TaskContext.get().cpus();
    }

    /** Returns the value of {@code spark.task.cpus}. */
    static int perTask(JavaSparkContext context) {
        return context.getConf().getInt("spark.task.cpus", 1);
    }

    /** Returns true if tasks run in the JVM of the driver. */
    static boolean isLocal(JavaSparkContext context) {
        return LOCAL.matcher(context.master()).matches();
    }

    /** Returns the cores that a master of local mode names. */
    static int localCores(String master) {
        Matcher matcher = LOCAL.matcher(master);
        if (!matcher.matches() || matcher.group(2) == null) {
            return 1;
        }
        return matcher.group(2).equals("*")
                ? Runtime.getRuntime().availableProcessors()
                : Integer.parseInt(matcher.group(2));
    }
}
