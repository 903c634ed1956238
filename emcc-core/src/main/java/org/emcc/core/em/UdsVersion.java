package org.emcc.core.em;

import java.util.Map;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * The release of a cluster and what its UDS can do.
 *
 * <p>Source: em-api-and-axl 3.6 (release and capability flags; the names of the root and of {@code capabilities} are those which public
 * clients read, inferred).
 *
 * @param source what the document says of itself
 * @param release the release as text, 1 to 64 characters
 * @param capabilities the text of each flag by its name, in order; rules as for {@link ClusterUser.Found.Builder#details}
 * @param extras what else stood in it when it was read
 * @threadsafety immutable
 * @since 0.1.0
 */
public record UdsVersion(UdsSource source, String release, Map<String, String> capabilities, MessageExtras extras) {
    /**
     * Checks the parts.
     *
     * @param source what the document says of itself
     * @param release the release as text
     * @param capabilities the text of each flag by its name
     * @param extras what else stood in it when it was read
     * @throws IllegalArgumentException when one breaks its rule
     */
    public UdsVersion {
        Objects.requireNonNull(source, "source");
        Require.text(release, "release", 64);
        capabilities = UdsTexts.of(capabilities, "capability of UDS");
        Objects.requireNonNull(extras, "extras");
    }

    /**
     * A document with nothing else in it.
     *
     * @param source what the document says of itself
     * @param release the release as text
     * @param capabilities the text of each flag by its name
     * @throws IllegalArgumentException when one breaks its rule
     */
    public UdsVersion(UdsSource source, String release, Map<String, String> capabilities) {
        this(source, release, capabilities, MessageExtras.none());
    }
}
