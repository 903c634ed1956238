package org.emcc.model;

/** The process is gone: thrown by every port of a life that has ended, and caught by nobody but the world. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1;

    /** It is gone. */
    public Crash() {
        super("the cluster has crashed", null, false, false);
    }
}
