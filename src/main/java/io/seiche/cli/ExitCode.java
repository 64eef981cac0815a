package io.seiche.cli;

/** Exit codes of the process. The numbers are fixed, since scripts depend on them. */
enum ExitCode {
    DONE(0, "done"),
    USAGE(2, "usage or configuration"),
    DATA(3, "data refused"),
    DIVERGED(4, "training diverged"),
    STORAGE(5, "storage"),
    SUPERSEDED(6, "superseded by another run"),
    KEPT(7, "challenger not better, champion kept"),
    BUG(70, "a bug of ours"),
    INTERRUPTED(130, "interrupted by SIGINT"),
    TERMINATED(143, "interrupted by SIGTERM");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }
}
