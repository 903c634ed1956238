package org.emcc.architecture.bad.testkit.lab;

/** Breaks nothing: the one program may print. */
final class Program {
    private Program() {}

    public static void main(String[] arguments) {
        System.out.println(arguments.length);
    }
}
