package org.emcc.certs.pkcs12;

import org.emcc.core.internal.Require;

/**
 * What a reader puts up with; who breaks a limit is refused as a whole. Nothing of a file is authenticated before its MAC, yet its
 * counts drive memory and processor time: so what can be seen without a key is held to these limits before the first key is
 * derived, and what is in an encrypted safe as soon as it is decrypted.
 *
 * <p>{@code totalIterations} counts the work that is really done: a derivation of two blocks counts twice, and the old
 * encryption derives a key and an initial vector. Where a password has two encodings, which the empty one and those beyond
 * ASCII have for the old derivation, both are counted. Of scrypt each Salsa20/8 counts, which are 4·N·r·p.
 *
 * <p>Start from {@link #DEFAULTS} and its {@code with} methods; a later release may add components.
 *
 * <p>Source: certificates 2.6, whose suggestions are the defaults ({@code elements} is ours).
 *
 * @param fileBytes size of a file in bytes; default 64 MiB
 * @param depth depth of nested ASN.1 elements, counted anew inside each octet string; default 32
 * @param elements ASN.1 elements of a file or of the content of one safe; default 1,000,000, which is 20 for each of 50,000 bags
 * @param nesting depth of safes inside safes; default 4
 * @param bags bags of a file, and safes of a file; default 50,000
 * @param certificateBytes size of one certificate in bytes; default 128 KiB
 * @param attributes attributes of one bag; default 32
 * @param friendlyNameUnits UTF-16 units of one friendly name; a longer one is passed over, and refuses nothing; default 1024
 * @param saltBytes size of one salt in bytes, and of one initial vector that may have any size; default 1 KiB
 * @param scryptBytes memory of one derivation by scrypt in bytes; default 64 MiB
 * @param iterations iterations of one key derivation; default 5,000,000
 * @param totalIterations hash iterations that all key derivations of a file need together; default 10,000,000
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Pkcs12Limits(
        int fileBytes,
        int depth,
        int elements,
        int nesting,
        int bags,
        int certificateBytes,
        int attributes,
        int friendlyNameUnits,
        int saltBytes,
        int scryptBytes,
        int iterations,
        int totalIterations) {
    /** Safes are walked by recursion, which takes stack. */
    private static final int DEEPEST_NESTING = 256;

    /** The limits to use where nothing speaks for others. */
    public static final Pkcs12Limits DEFAULTS = new Pkcs12Limits(
            64 * 1024 * 1024,
            32,
            1_000_000,
            4,
            50_000,
            128 * 1024,
            32,
            1_024,
            1_024,
            64 * 1024 * 1024,
            5_000_000,
            10_000_000);

    /**
     * Checks that each limit is 1 or more, and {@code nesting} not more than 256.
     *
     * @param fileBytes 1 or more
     * @param depth 1 or more
     * @param elements 1 or more
     * @param nesting 1 to 256
     * @param bags 1 or more
     * @param certificateBytes 1 or more
     * @param attributes 1 or more
     * @param friendlyNameUnits 1 or more
     * @param saltBytes 1 or more
     * @param scryptBytes 1 or more
     * @param iterations 1 or more
     * @param totalIterations 1 or more
     * @throws IllegalArgumentException when one breaks its rule
     */
    public Pkcs12Limits {
        atLeastOne(fileBytes, "fileBytes");
        atLeastOne(depth, "depth");
        atLeastOne(elements, "elements");
        Require.range(nesting, "limit of nesting", 1, DEEPEST_NESTING);
        atLeastOne(bags, "bags");
        atLeastOne(certificateBytes, "certificateBytes");
        atLeastOne(attributes, "attributes");
        atLeastOne(friendlyNameUnits, "friendlyNameUnits");
        atLeastOne(saltBytes, "saltBytes");
        atLeastOne(scryptBytes, "scryptBytes");
        atLeastOne(iterations, "iterations");
        atLeastOne(totalIterations, "totalIterations");
    }

    private static void atLeastOne(int value, String what) {
        Require.range(value, "limit of " + what, 1, Integer.MAX_VALUE);
    }

    /**
     * A copy with another {@code fileBytes}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withFileBytes(int limit) {
        return new Pkcs12Limits(
                limit,
                depth,
                elements,
                nesting,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code depth}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withDepth(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                limit,
                elements,
                nesting,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code elements}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withElements(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                limit,
                nesting,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code nesting}.
     *
     * @param limit 1 to 256
     * @return the copy
     * @throws IllegalArgumentException when it is none of these
     */
    public Pkcs12Limits withNesting(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                limit,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code bags}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withBags(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                limit,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code certificateBytes}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withCertificateBytes(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                bags,
                limit,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code attributes}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withAttributes(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                bags,
                certificateBytes,
                limit,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code friendlyNameUnits}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withFriendlyNameUnits(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                bags,
                certificateBytes,
                attributes,
                limit,
                saltBytes,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code saltBytes}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withSaltBytes(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                limit,
                scryptBytes,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code scryptBytes}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withScryptBytes(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                limit,
                iterations,
                totalIterations);
    }

    /**
     * A copy with another {@code iterations}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withIterations(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                limit,
                totalIterations);
    }

    /**
     * A copy with another {@code totalIterations}.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
     */
    public Pkcs12Limits withTotalIterations(int limit) {
        return new Pkcs12Limits(
                fileBytes,
                depth,
                elements,
                nesting,
                bags,
                certificateBytes,
                attributes,
                friendlyNameUnits,
                saltBytes,
                scryptBytes,
                iterations,
                limit);
    }
}
