package org.emcc.core.axl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.emcc.core.id.Release;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.UserFields;

/** A version of AXL's schema (em-api-and-axl 4.1 and 4.10), the oldest first. */
enum AxlSchema {
    V10_5(10, 5),
    V11_5(11, 5),
    V12_0(12, 0),
    V12_5(12, 5),
    V14_0(14, 0),
    V15_0(15, 0);

    private final int major;
    private final int minor;

    AxlSchema(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    /** The version as requests have it, such as 15.0. */
    String version() {
        return major + "." + minor;
    }

    static AxlSchema of(String version) {
        return Arrays.stream(values())
                .filter(each -> each.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("version of AXL must be one of "
                        + Arrays.stream(values()).map(AxlSchema::version).collect(Collectors.joining(", "))
                        + ", but is another"));
    }

    /** The newest schema that is not newer than a release; none for one that is older than all. */
    static Optional<AxlSchema> of(Release release) {
        return Arrays.stream(values())
                .filter(each -> release.isAtLeast(each.major, each.minor))
                .reduce((older, newer) -> newer);
    }

    /** Whether it has a field; what 10.5 has is not compared, and is taken for that of 11.5 (inferred). */
    boolean has(ObjectField<?> field) {
        return !field.axlPath().isEmpty() && (field != UserFields.EM_MAX_LOGIN_TIME || compareTo(V12_5) >= 0);
    }

    /** Those of some fields that it has. */
    List<ObjectField<?>> known(List<ObjectField<?>> fields) {
        return fields.stream().filter(this::has).collect(Collectors.toUnmodifiableList());
    }
}
