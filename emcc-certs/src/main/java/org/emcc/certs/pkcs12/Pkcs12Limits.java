package org.emcc.certs.pkcs12;

import org.emcc.core.internal.Require;

/**
 * What a reader puts up with. Everything up to the MAC of a file is unauthenticated, yet its counts drive memory and
 * processor time; so all of them that can be seen are compared with these limits before the first key is derived: the counts and
 * sizes of the file, of its MAC and of each encryption, and what is in safes that are plain. What is in an encrypted safe is when it
 * has been decrypted. Who breaks a limit is refused as a whole.
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
 * @param elements ASN.1 elements of a file or of the content of one safe; default 2,000,000
 * @param nesting depth of safes inside safes; default 4
 * @param bags bags of a file, and safes of a file; default 50,000
 * @param certificateBytes size of one certificate in bytes; default 128 KiB
 * @param attributes attributes of one bag; default 32
 * @param friendlyNameUnits UTF-16 units of one friendly name; default 1024
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
    /** The limits to use where nothing speaks for others. */
    public static final Pkcs12Limits DEFAULTS = new Pkcs12Limits(
            64 * 1024 * 1024,
            32,
            2_000_000,
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
     * Checks that each limit is 1 or more.
     *
     * @param fileBytes size of a file in bytes
     * @param depth depth of nested ASN.1 elements, counted anew inside each octet string
     * @param elements ASN.1 elements of a file or of the content of one safe
     * @param nesting depth of safes inside safes
     * @param bags bags of a file, and safes of a file
     * @param certificateBytes size of one certificate in bytes
     * @param attributes attributes of one bag
     * @param friendlyNameUnits UTF-16 units of one friendly name
     * @param saltBytes size of one salt in bytes, and of one initial vector that may have any size
     * @param scryptBytes memory of one derivation by scrypt in bytes
     * @param iterations iterations of one key derivation
     * @param totalIterations hash iterations that all key derivations of a file need together
     * @throws IllegalArgumentException when one is less than 1
     */
    public Pkcs12Limits {
        atLeastOne(fileBytes, "fileBytes");
        atLeastOne(depth, "depth");
        atLeastOne(elements, "elements");
        atLeastOne(nesting, "nesting");
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
     * A copy with another limit for the size of a file in bytes.
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
     * A copy with another limit for the depth of nested ASN.1 elements, counted anew inside each octet string.
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
     * A copy with another limit for the ASN.1 elements of a file or of the content of one safe.
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
     * A copy with another limit for the depth of safes inside safes.
     *
     * @param limit 1 or more
     * @return the copy
     * @throws IllegalArgumentException when it is less than 1
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
     * A copy with another limit for the bags of a file, and safes of a file.
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
     * A copy with another limit for the size of one certificate in bytes.
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
     * A copy with another limit for the attributes of one bag.
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
     * A copy with another limit for the UTF-16 units of one friendly name.
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
     * A copy with another limit for the size of one salt in bytes, and of one initial vector that may have any size.
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
     * A copy with another limit for the memory of one derivation by scrypt in bytes.
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
     * A copy with another limit for the iterations of one key derivation.
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
     * A copy with another limit for the hash iterations that all key derivations of a file need together.
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
