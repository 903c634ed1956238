package org.emcc.architecture.bad.habits;

/** Breaks nothing: what lies in it is public without having said so, but users cannot name it. */
interface Unseen {
    /** A bad name that nobody sees. */
    class InnerHelper {
        void fails() throws StrayException {}
    }
}
