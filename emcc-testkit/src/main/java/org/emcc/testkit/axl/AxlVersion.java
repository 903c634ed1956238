package org.emcc.testkit.axl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A version of the schema (em-api-and-axl 4.10). Of 10.5 no list of fields is public: it is taken for 11.5, and tags are not checked. */
enum AxlVersion {
    V10_5("10.5"),
    V11_5("11.5"),
    V12_5("12.5"),
    V14_0("14.0"),
    V15_0("15.0");

    private static final String NAMESPACE = "http://www.cisco.com/AXL/API/";
    /** A server takes its own version and two earlier ones (em-api-and-axl 4.1). */
    private static final int EARLIER = 2;

    private final String text;

    AxlVersion(String text) {
        this.text = text;
    }

    /** As a request names it. */
    String text() {
        return text;
    }

    String namespace() {
        return NAMESPACE + text;
    }

    boolean isTolerant() {
        return this == V10_5;
    }

    /** The version of a text such as {@code 15.0}. */
    static Optional<AxlVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    /** The newest version that is not newer than a release. */
    static AxlVersion ofRelease(int major, int minor) {
        AxlVersion found = V10_5;
        for (AxlVersion version : values()) {
            int dot = version.text.indexOf('.');
            int first = Integer.parseInt(version.text.substring(0, dot));
            int second = Integer.parseInt(version.text.substring(dot + 1));
            if (first < major || (first == major && second <= minor)) {
                found = version;
            }
        }
        return found;
    }

    /** What a server of this version takes, oldest first. */
    List<AxlVersion> supported() {
        List<AxlVersion> all = Arrays.asList(values());
        int own = all.indexOf(this);
        return all.subList(Math.max(0, own - EARLIER), own + 1);
    }
}
