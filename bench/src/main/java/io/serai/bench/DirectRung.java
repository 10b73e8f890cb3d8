package io.serai.bench;

/** No rung at all: the generator talks to the workers. What the others add is measured against it. */
record DirectRung() implements Rung {
    @Override
    public String name() {
        return "direct";
    }

    /** The workers run on a JVM. */
    @Override
    public boolean jvm() {
        return true;
    }

    @Override
    public StartedRung start(Setting setting) {
        return StartedRung.direct(setting.workers());
    }
}
