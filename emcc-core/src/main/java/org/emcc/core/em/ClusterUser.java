package org.emcc.core.em;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ServiceAddress;
import org.jspecify.annotations.Nullable;

/**
 * What UDS answers when it is asked where a user is at home. That is where an administrator has ticked <em>Home Cluster</em>; EMCC
 * finds the home by asking all for the user, and the two can disagree.
 *
 * <p>Source: em-api-and-axl 3.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ClusterUser {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Found}. */
        FOUND,
        /** {@link NotFound}. */
        NOT_FOUND
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * What the document says of itself.
     *
     * @return its address and version
     */
    UdsSource source();

    /**
     * What else stood in it when it was read.
     *
     * @return what the SDK has no name for; nothing in an answer that was made
     */
    MessageExtras extras();

    /**
     * No cluster that was asked has the user.
     *
     * @param source what the document says of itself
     * @param extras what else stood in it when it was read
     */
    record NotFound(UdsSource source, MessageExtras extras) implements ClusterUser {
        /**
         * Checks that it is there.
         *
         * @param source what the document says of itself
         * @param extras what else stood in it when it was read
         */
        public NotFound {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param source what the document says of itself
         */
        public NotFound(UdsSource source) {
            this(source, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    /**
     * A cluster has the user.
     *
     * @threadsafety immutable
     */
    final class Found implements ClusterUser {
        private final UdsSource source;
        private final UdsSource user;
        private final ServiceAddress homeCluster;
        private final @Nullable URI serversUri;
        private final Map<String, String> details;
        private final MessageExtras extras;

        private Found(Builder builder) {
            this.source = builder.source;
            this.user = builder.user;
            this.homeCluster = builder.homeCluster;
            this.serversUri = builder.serversUri;
            this.details = builder.details;
            this.extras = builder.extras;
        }

        /**
         * Starts one.
         *
         * @param source what the document says of itself
         * @param homeCluster a node of the home cluster
         * @return a builder
         */
        public static Builder builder(UdsSource source, ServiceAddress homeCluster) {
            return new Builder(source, homeCluster);
        }

        /**
         * A builder that holds what this holds, but for what else stood in it, in a document of another source.
         *
         * @param other what that document says of itself
         * @return the builder
         */
        public Builder toBuilder(UdsSource other) {
            Builder copy = new Builder(other, homeCluster);
            copy.user = user;
            copy.serversUri = serversUri;
            copy.details = details;
            return copy;
        }

        @Override
        public Kind kind() {
            return Kind.FOUND;
        }

        @Override
        public UdsSource source() {
            return source;
        }

        @Override
        public MessageExtras extras() {
            return extras;
        }

        Found with(MessageExtras all) {
            Builder copy = toBuilder(source);
            copy.extras = all;
            return copy.build();
        }

        /**
         * Where the user is found at the home cluster, and the version there.
         *
         * @return both, which may be empty
         */
        public UdsSource user() {
            return user;
        }

        /**
         * A node of the home cluster.
         *
         * @return its host
         */
        public ServiceAddress homeCluster() {
            return homeCluster;
        }

        /**
         * Where the home cluster tells its servers.
         *
         * @return the address, or empty when nothing is said
         */
        public Optional<URI> serversUri() {
            return Optional.ofNullable(serversUri);
        }

        /**
         * {@code homeClusterDetails}: whatever else is said of the home cluster, such as {@code selfProvisioningSecureMode}.
         *
         * @return the text of each element, in order
         */
        public Map<String, String> details() {
            return details;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Found that
                    && source.equals(that.source)
                    && user.equals(that.user)
                    && homeCluster.equals(that.homeCluster)
                    && Objects.equals(serversUri, that.serversUri)
                    && details.equals(that.details)
                    && extras.equals(that.extras);
        }

        @Override
        public int hashCode() {
            return Objects.hash(source, user, homeCluster, serversUri, details, extras);
        }

        @Override
        public String toString() {
            return "Found[" + homeCluster + "]";
        }

        /**
         * Builds it.
         *
         * @threadsafety not thread-safe
         */
        public static final class Builder {
            private final UdsSource source;
            private final ServiceAddress homeCluster;
            private UdsSource user = UdsSource.unsaid();
            private @Nullable URI serversUri;
            private Map<String, String> details = Map.of();
            private MessageExtras extras = MessageExtras.none();

            private Builder(UdsSource source, ServiceAddress homeCluster) {
                this.source = Objects.requireNonNull(source, "source");
                this.homeCluster = Objects.requireNonNull(homeCluster, "homeCluster");
            }

            /**
             * Where the user is found at the home cluster; not said by default.
             *
             * @param value address and version there
             * @return this builder
             */
            public Builder user(UdsSource value) {
                this.user = Objects.requireNonNull(value, "user");
                return this;
            }

            /**
             * Where the home cluster tells its servers; not said by default.
             *
             * @param uri the address
             * @return this builder
             */
            public Builder serversUri(URI uri) {
                this.serversUri = Objects.requireNonNull(uri, "serversUri");
                return this;
            }

            /**
             * What else is said of the home cluster; nothing by default.
             *
             * @param values text by the name of its element, in order; at most 64, names of 1 to 64 letters, digits and {@code . _ -}
             *     that begin with a letter, texts of at most 1024 characters
             * @return this builder
             * @throws IllegalArgumentException when there are more, or one breaks its rule
             */
            public Builder details(Map<String, String> values) {
                this.details = UdsTexts.of(values, "detail of a home cluster");
                return this;
            }

            /**
             * The finished value.
             *
             * @return a new value
             */
            public Found build() {
                return new Found(this);
            }
        }
    }
}
