package org.emcc.core.em.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.em.ClusterMessage;
import org.emcc.core.em.ClusterMessageCodec;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UserAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other clusters are answered: by their certificates, and only for themselves. */
final class ClusterPath {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterPath.class);

    private final HomeCluster home;
    private final VisitingCluster visiting;
    private final ClusterDirectory directory;
    private final PeerBinding binding;
    /** The clusters of which it was logged that a certificate does not fit; no more than there are records. */
    private final Set<ClusterId> misnamed = ConcurrentHashMap.newKeySet();

    ClusterPath(HomeCluster home, VisitingCluster visiting, ClusterDirectory directory, PeerBinding binding) {
        this.home = home;
        this.visiting = visiting;
        this.directory = directory;
        this.binding = binding;
    }

    /** Answers a message; may take as long as the stores and a PIN check do. */
    EmResponse answer(EmRequest request, byte[] document) {
        if (request.certificate().isEmpty()) {
            return EmResponses.text(403, "A cluster must show its certificate.");
        }
        ClusterMessage answer = ClusterMessageCodec.decode(document)
                .value()
                .map(message -> answer(message, request.chain()))
                .orElseGet(() -> new ClusterMessage.NotUnderstood(ErrorCode.of(1)));
        return EmResponses.xml(ClusterMessageCodec.encode(answer));
    }

    private ClusterMessage answer(ClusterMessage message, List<X509Certificate> chain) {
        if (!(message instanceof ClusterMessage.Request request)) {
            return new ClusterMessage.NotUnderstood(ErrorCode.of(1));
        }
        Optional<RemoteCluster> record = directory.settings().remoteCluster(request.from());
        if (record.isEmpty()) {
            LOG.debug("A message came from a cluster without a record: {}", request.from());
            return refusal(request, 35);
        }
        Optional<String> objection = binding.objection(chain, record.get());
        if (objection.isPresent()) {
            if (misnamed.add(request.from())) {
                LOG.warn(
                        "A message claims to come from cluster {}, but its certificate does not speak for it: {}; said once",
                        request.from(),
                        Require.clip(objection.get(), 256));
            }
            return refusal(request, 42);
        }
        return switch (request.kind()) {
            case FIND_USER ->
                new ClusterMessage.UserAnswered(home.findUser(((ClusterMessage.FindUser) request).query()));
            case LOGIN -> new ClusterMessage.LoginAnswered(home.admit(((ClusterMessage.Login) request).login()));
            case LOGOUT ->
                new ClusterMessage.LogoutAnswered(home.logoutReceived(((ClusterMessage.Logout) request).message()));
            case NOTICE ->
                new ClusterMessage.LogoutAnswered(visiting.noticeReceived(((ClusterMessage.Notice) request).message()));
            case CHECK_LOGINS ->
                new ClusterMessage.LoginsChecked(
                        visiting.loginsQueried(((ClusterMessage.CheckLogins) request).query()));
            case UPDATE -> new ClusterMessage.Updated(home.updateQueried(((ClusterMessage.Update) request).query()));
            case USER_ANSWERED, LOGIN_ANSWERED, LOGOUT_ANSWERED, LOGINS_CHECKED, UPDATED, NOT_UNDERSTOOD ->
                throw new IllegalStateException("A request is no answer: " + request.kind());
        };
    }

    private static ClusterMessage refusal(ClusterMessage.Request request, int number) {
        ErrorCode code = ErrorCode.of(number);
        return switch (request.kind()) {
            case FIND_USER -> new ClusterMessage.UserAnswered(new UserAnswer.Refused(code));
            case LOGIN -> new ClusterMessage.LoginAnswered(new HomeReply.Refused(code));
            case LOGOUT, NOTICE -> new ClusterMessage.LogoutAnswered(new LogoutReply.Refused(ErrorCode.of(42)));
            case CHECK_LOGINS -> new ClusterMessage.LoginsChecked(new LoginsAnswer.Refused(code));
            case UPDATE -> new ClusterMessage.Updated(new UpdateAnswer.Refused(code));
            case USER_ANSWERED, LOGIN_ANSWERED, LOGOUT_ANSWERED, LOGINS_CHECKED, UPDATED, NOT_UNDERSTOOD ->
                throw new IllegalStateException("A request is no answer: " + request.kind());
        };
    }
}
