package org.emcc.core.em;

import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;

/**
 * A message between two clusters, as {@link ClusterMessageCodec} reads and writes it. Of all of them only {@link Login} carries a
 * PIN, and none prints one.
 *
 * <p>Source: emcc-behaviour 12.4; the format is the SDK's own, see the package.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ClusterMessage {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link FindUser}. */
        FIND_USER,
        /** {@link UserAnswered}. */
        USER_ANSWERED,
        /** {@link Login}. */
        LOGIN,
        /** {@link LoginAnswered}. */
        LOGIN_ANSWERED,
        /** {@link Logout}. */
        LOGOUT,
        /** {@link Notice}. */
        NOTICE,
        /** {@link LogoutAnswered}. */
        LOGOUT_ANSWERED,
        /** {@link CheckLogins}. */
        CHECK_LOGINS,
        /** {@link LoginsChecked}. */
        LOGINS_CHECKED,
        /** {@link Update}. */
        UPDATE,
        /** {@link Updated}. */
        UPDATED,
        /** {@link NotUnderstood}. */
        NOT_UNDERSTOOD
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * What else stood in it when it was read.
     *
     * @return the rest, which is written back with it; nothing in a message that was made
     */
    MessageExtras extras();

    /** A message that wants an answer. It says from whom it comes, which only the certificate of the sender proves. */
    sealed interface Request extends ClusterMessage {
        /**
         * The cluster that the message claims to come from.
         *
         * @return the cluster ID in the message
         */
        ClusterId from();
    }

    /**
     * Visiting asks whether a user is this cluster's own.
     *
     * @param query the question
     * @param extras what else stood in it when it was read
     */
    record FindUser(UserQuery query, MessageExtras extras) implements Request {
        /**
         * Checks that there is a question.
         *
         * @param query the question
         * @param extras what else stood in it when it was read
         */
        public FindUser {
            Objects.requireNonNull(query, "query");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param query the question
         */
        public FindUser(UserQuery query) {
            this(query, MessageExtras.none());
        }

        @Override
        public ClusterId from() {
            return query.from();
        }

        @Override
        public Kind kind() {
            return Kind.FIND_USER;
        }
    }

    /**
     * The answer to {@link FindUser}.
     *
     * @param answer the answer
     * @param extras what else stood in it when it was read
     */
    record UserAnswered(UserAnswer answer, MessageExtras extras) implements ClusterMessage {
        /**
         * Checks that there is an answer.
         *
         * @param answer the answer
         * @param extras what else stood in it when it was read
         */
        public UserAnswered {
            Objects.requireNonNull(answer, "answer");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param answer the answer
         */
        public UserAnswered(UserAnswer answer) {
            this(answer, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.USER_ANSWERED;
        }
    }

    /**
     * Visiting asks home to log a user in.
     *
     * @param login the request, with the PIN
     * @param extras what else stood in it when it was read
     */
    record Login(RemoteLogin login, MessageExtras extras) implements Request {
        /**
         * Checks that there is a request.
         *
         * @param login the request, with the PIN
         * @param extras what else stood in it when it was read
         */
        public Login {
            Objects.requireNonNull(login, "login");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param login the request, with the PIN
         */
        public Login(RemoteLogin login) {
            this(login, MessageExtras.none());
        }

        @Override
        public ClusterId from() {
            return login.visiting().cluster();
        }

        @Override
        public Kind kind() {
            return Kind.LOGIN;
        }
    }

    /**
     * The answer to {@link Login}.
     *
     * @param reply the answer
     * @param extras what else stood in it when it was read
     */
    record LoginAnswered(HomeReply reply, MessageExtras extras) implements ClusterMessage {
        /**
         * Checks that there is an answer.
         *
         * @param reply the answer
         * @param extras what else stood in it when it was read
         */
        public LoginAnswered {
            Objects.requireNonNull(reply, "reply");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param reply the answer
         */
        public LoginAnswered(HomeReply reply) {
            this(reply, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.LOGIN_ANSWERED;
        }
    }

    /**
     * Visiting tells home that a login has ended.
     *
     * @param message the message
     * @param extras what else stood in it when it was read
     */
    record Logout(LogoutMessage message, MessageExtras extras) implements Request {
        /**
         * Checks that there is a message.
         *
         * @param message the message
         * @param extras what else stood in it when it was read
         */
        public Logout {
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param message the message
         */
        public Logout(LogoutMessage message) {
            this(message, MessageExtras.none());
        }

        @Override
        public ClusterId from() {
            return message.from();
        }

        @Override
        public Kind kind() {
            return Kind.LOGOUT;
        }
    }

    /**
     * Home tells visiting that it has ended a login.
     *
     * @param message the message
     * @param extras what else stood in it when it was read
     */
    record Notice(LogoutMessage message, MessageExtras extras) implements Request {
        /**
         * Checks that there is a message.
         *
         * @param message the message
         * @param extras what else stood in it when it was read
         */
        public Notice {
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param message the message
         */
        public Notice(LogoutMessage message) {
            this(message, MessageExtras.none());
        }

        @Override
        public ClusterId from() {
            return message.from();
        }

        @Override
        public Kind kind() {
            return Kind.NOTICE;
        }
    }

    /**
     * The answer to {@link Logout} and to {@link Notice}.
     *
     * @param reply the answer
     * @param extras what else stood in it when it was read
     */
    record LogoutAnswered(LogoutReply reply, MessageExtras extras) implements ClusterMessage {
        /**
         * Checks that there is an answer.
         *
         * @param reply the answer
         * @param extras what else stood in it when it was read
         */
        public LogoutAnswered {
            Objects.requireNonNull(reply, "reply");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param reply the answer
         */
        public LogoutAnswered(LogoutReply reply) {
            this(reply, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.LOGOUT_ANSWERED;
        }
    }

    /**
     * Home asks visiting which of some logins are live there.
     *
     * @param query the question
     * @param extras what else stood in it when it was read
     */
    record CheckLogins(LoginsQuery query, MessageExtras extras) implements Request {
        /**
         * Checks that there is a question.
         *
         * @param query the question
         * @param extras what else stood in it when it was read
         */
        public CheckLogins {
            Objects.requireNonNull(query, "query");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param query the question
         */
        public CheckLogins(LoginsQuery query) {
            this(query, MessageExtras.none());
        }

        @Override
        public ClusterId from() {
            return query.from();
        }

        @Override
        public Kind kind() {
            return Kind.CHECK_LOGINS;
        }
    }

    /**
     * The answer to {@link CheckLogins}.
     *
     * @param answer the answer
     * @param extras what else stood in it when it was read
     */
    record LoginsChecked(LoginsAnswer answer, MessageExtras extras) implements ClusterMessage {
        /**
         * Checks that there is an answer.
         *
         * @param answer the answer
         * @param extras what else stood in it when it was read
         */
        public LoginsChecked {
            Objects.requireNonNull(answer, "answer");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param answer the answer
         */
        public LoginsChecked(LoginsAnswer answer) {
            this(answer, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.LOGINS_CHECKED;
        }
    }

    /**
     * A cluster asks another for its data.
     *
     * @param query the question
     * @param extras what else stood in it when it was read
     */
    record Update(UpdateQuery query, MessageExtras extras) implements Request {
        /**
         * Checks that there is a question.
         *
         * @param query the question
         * @param extras what else stood in it when it was read
         */
        public Update {
            Objects.requireNonNull(query, "query");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param query the question
         */
        public Update(UpdateQuery query) {
            this(query, MessageExtras.none());
        }

        @Override
        public ClusterId from() {
            return query.from();
        }

        @Override
        public Kind kind() {
            return Kind.UPDATE;
        }
    }

    /**
     * The answer to {@link Update}.
     *
     * @param answer the answer
     * @param extras what else stood in it when it was read
     */
    record Updated(UpdateAnswer answer, MessageExtras extras) implements ClusterMessage {
        /**
         * Checks that there is an answer.
         *
         * @param answer the answer
         * @param extras what else stood in it when it was read
         */
        public Updated {
            Objects.requireNonNull(answer, "answer");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param answer the answer
         */
        public Updated(UpdateAnswer answer) {
            this(answer, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.UPDATED;
        }
    }

    /**
     * The answer to something that is no request, or that was answered before its kind was known.
     *
     * @param code why; 1 for what cannot be read
     * @param extras what else stood in it when it was read
     */
    record NotUnderstood(ErrorCode code, MessageExtras extras) implements ClusterMessage {
        /**
         * Checks that there is a reason.
         *
         * @param code why; 1 for what cannot be read
         * @param extras what else stood in it when it was read
         */
        public NotUnderstood {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param code why; 1 for what cannot be read
         */
        public NotUnderstood(ErrorCode code) {
            this(code, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.NOT_UNDERSTOOD;
        }
    }
}
