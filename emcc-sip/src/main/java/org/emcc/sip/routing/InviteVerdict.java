package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.SipHeader;

/**
 * Whether an INVITE that arrives can be taken, by the extensions it names. What is not known is ignored, so that clusters of different releases
 * can call each other (CSCvn30046); only an extension that is <em>required</em> and not known is refused, as RFC 3261 demands.
 *
 * <p>Source: sip 2.8; RFC 3261 8.2.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface InviteVerdict {
    /** Which verdict it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Taken}. */
        TAKEN,
        /** {@link BadExtension}. */
        BAD_EXTENSION
    }

    /**
     * Which verdict it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * The INVITE is taken.
     *
     * @param ignored the headers and the tokens of {@code Supported} that mean nothing here
     */
    record Taken(List<String> ignored) implements InviteVerdict {
        /**
         * Copies the list.
         *
         * @param ignored what means nothing here
         */
        public Taken {
            ignored = Require.list(ignored, "ignored");
        }

        @Override
        public Kind kind() {
            return Kind.TAKEN;
        }
    }

    /**
     * The INVITE is answered 420, with these in {@code Unsupported}.
     *
     * @param unsupported the extensions that are required and not known; at least one
     */
    record BadExtension(List<String> unsupported) implements InviteVerdict {
        /**
         * Copies the list.
         *
         * @param unsupported the extensions
         * @throws IllegalArgumentException when there is none
         */
        public BadExtension {
            unsupported = Require.list(unsupported, "unsupported");
            if (unsupported.isEmpty()) {
                throw new IllegalArgumentException("unsupported extensions must be at least one, but are none");
            }
        }

        @Override
        public Kind kind() {
            return Kind.BAD_EXTENSION;
        }
    }

    /**
     * Judges an INVITE.
     *
     * @param headers its headers
     * @param known the names of headers that mean something here, long or compact, in any case of letters
     * @param extensions the extensions that are known here, in any case of letters
     * @return the verdict
     */
    static InviteVerdict of(List<SipHeader> headers, Set<String> known, Set<String> extensions) {
        Set<String> knownHeaders = Require.set(known, "known");
        Set<String> knownExtensions = lower(Require.set(extensions, "extensions"));
        List<String> ignored = new ArrayList<>();
        List<String> unsupported = new ArrayList<>();
        for (SipHeader header : Require.list(headers, "headers")) {
            if (header.is("Require")) {
                tokens(header).stream()
                        .filter(token -> !isIn(token, knownExtensions))
                        .forEach(unsupported::add);
            } else if (header.is("Supported")) {
                tokens(header).stream()
                        .filter(token -> !isIn(token, knownExtensions))
                        .forEach(ignored::add);
            } else if (!header.name().isEmpty() && knownHeaders.stream().noneMatch(header::is)) {
                ignored.add(header.name());
            }
        }
        return unsupported.isEmpty() ? new Taken(ignored) : new BadExtension(unsupported);
    }

    private static List<String> tokens(SipHeader header) {
        return Arrays.stream(header.value().split(",", -1))
                .map(String::trim)
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private static boolean isIn(String token, Set<String> known) {
        return known.contains(token.toLowerCase(Locale.ROOT));
    }

    private static Set<String> lower(Set<String> names) {
        return Set.copyOf(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }
}
