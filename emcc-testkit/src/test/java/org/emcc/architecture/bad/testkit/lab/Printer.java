package org.emcc.architecture.bad.testkit.lab;

/** Prints without being the program. */
final class Printer {
    private Printer() {}

    static void print(RuntimeException failure) {
        System.out.println(failure);
        System.err.println(failure);
        failure.printStackTrace();
    }
}
