package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
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
import org.emcc.core.session.VisitingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserSearchTest {
    private static final LinkAnswer<UserAnswer> MINE = new LinkAnswer.Answered<>(new UserAnswer.Mine());
    private static final LinkAnswer<UserAnswer> NOT_MINE = new LinkAnswer.Answered<>(new UserAnswer.NotMine());
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    private final Map<ClusterId, CompletableFuture<LinkAnswer<UserAnswer>>> calls = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();

    /** Answers when the test says so. */
    private class SlowLink implements ClusterLink {
        @Override
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            return calls.computeIfAbsent(peer.id(), id -> new CompletableFuture<>());
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            throw new UnsupportedOperationException();
        }
    }

    private CompletableFuture<VisitingEvent> search(ClusterLink link, String... clusters) {
        List<RemoteCluster> asked = Stream.of(clusters)
                .map(id -> RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of("cucm"))
                        .build())
                .toList();
        Instant deadline = time.clock.instant().plus(PATIENCE);
        UserQuery query = UserQuery.builder(LoginFixture.LON, "alice").build();
        return UserSearch.begin(
                asked,
                peer -> link.findUser(peer, query),
                time,
                deadline,
                (peer, answer) -> told.add(peer.id() + " " + answer.getClass().getSimpleName()));
    }

    private void answer(String cluster, LinkAnswer<UserAnswer> answer) {
        calls.get(ClusterId.of(cluster)).complete(answer);
    }

    private static LinkAnswer<UserAnswer> refused(int code) {
        return new LinkAnswer.Answered<>(new UserAnswer.Refused(ErrorCode.of(code)));
    }

    private static VisitingEvent nobody(int code) {
        return new VisitingEvent.NobodyFound(ErrorCode.of(code));
    }

    private static LinkAnswer<UserAnswer> named(String name) {
        return switch (name) {
            case "no" -> NOT_MINE;
            case "silent" -> new LinkAnswer.Silent<>("late");
            case "unreachable" -> new LinkAnswer.Unreachable<>("down");
            default -> refused(Integer.parseInt(name));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "no, 23",
        "no no no, 23",
        "no 47 no, 47",
        "35 no, 35",
        "47 35, 47",
        "no silent, 40",
        "35 silent no, 40",
        "silent unreachable, 208",
        "no 47 silent unreachable, 208",
        "unreachable 35, 208"
    })
    void theVerdictIs208Before40BeforeACodeBefore23(String answers, int code) {
        List<LinkAnswer<UserAnswer>> all =
                Stream.of(answers.split(" ", -1)).map(UserSearchTest::named).toList();

        assertThat(UserSearch.verdict(all)).isEqualTo(ErrorCode.of(code));
    }

    @Test
    void allAreAskedAtOnceAndTheFirstToAcknowledgeWins() {
        CompletableFuture<VisitingEvent> found = search(new SlowLink(), "NYC", "PAR", "BER");
        assertThat(calls).hasSize(3);

        answer("BER", NOT_MINE);
        assertThat(found).isNotDone();
        answer("PAR", MINE);
        answer("NYC", MINE);

        assertThat(found).isCompletedWithValue(new VisitingEvent.HomeFound(ClusterId.of("PAR")));
        assertThat(told).containsExactly("BER Answered", "PAR Answered", "NYC Answered");
    }

    @Test
    void nobodyIsFoundWhenAllHaveSaidNo() {
        CompletableFuture<VisitingEvent> found = search(new SlowLink(), "NYC", "PAR");
        answer("NYC", NOT_MINE);
        assertThat(found).isNotDone();
        answer("PAR", NOT_MINE);

        assertThat(found).isCompletedWithValue(nobody(23));
    }

    @Test
    void whoeverIsMissingAtTheDeadlineWasSilent() {
        CompletableFuture<VisitingEvent> found = search(new SlowLink(), "NYC", "PAR");
        answer("NYC", NOT_MINE);
        time.advance(PATIENCE.minusMillis(1));
        assertThat(found).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThat(found).isCompletedWithValue(nobody(40));
    }

    @Test
    void atTheDeadlineAnUnreachableClusterCountsMoreThanASilentOne() {
        CompletableFuture<VisitingEvent> found = search(new SlowLink(), "NYC", "PAR");
        answer("PAR", new LinkAnswer.Unreachable<>("down"));
        time.advance(PATIENCE);

        assertThat(found).isCompletedWithValue(nobody(208));
    }

    @Test
    void anAcknowledgementAfterTheDeadlineComesTooLate() {
        CompletableFuture<VisitingEvent> found = search(new SlowLink(), "NYC");
        time.advance(PATIENCE);
        answer("NYC", MINE);

        assertThat(found).isCompletedWithValue(nobody(40));
    }

    @Test
    void aDeadlineAfterTheEndChangesNothing() {
        CompletableFuture<VisitingEvent> found = search(new SlowLink(), "NYC", "PAR");
        answer("NYC", MINE);
        time.advance(PATIENCE.plus(PATIENCE));

        assertThat(found).isCompletedWithValue(new VisitingEvent.HomeFound(ClusterId.of("NYC")));
    }

    @Test
    void ofSeveralRefusalsThatOfTheFirstRecordCountsWhoeverWasFaster() {
        List<String> records = List.of("NYC", "PAR", "BER", "ROM", "OSL", "LIS");
        CompletableFuture<VisitingEvent> found = search(new SlowLink(), records.toArray(String[]::new));
        for (int i = records.size() - 1; i >= 0; i--) {
            answer(records.get(i), refused(42 + i));
        }

        assertThat(found).isCompletedWithValue(nobody(42));
    }

    @Test
    void aLinkThatBreaksItsContractIsSilent() {
        assertThat(search(new BrokenLink("throws"), "NYC")).isCompletedWithValue(nobody(40));
        assertThat(search(new BrokenLink("fails"), "NYC")).isCompletedWithValue(nobody(40));
        assertThat(search(new BrokenLink("null future"), "NYC")).isCompletedWithValue(nobody(40));
        assertThat(search(new BrokenLink("null answer"), "NYC")).isCompletedWithValue(nobody(40));
        assertThat(told).hasSize(4).containsOnly("NYC Silent");
    }

    private final class BrokenLink extends SlowLink {
        private final String how;

        BrokenLink(String how) {
            this.how = how;
        }

        @Override
        @SuppressWarnings("NullAway") // the contract is broken on purpose
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            return switch (how) {
                case "throws" -> throw new IllegalStateException("broken");
                case "fails" -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
                case "null future" -> null;
                default -> CompletableFuture.completedFuture(null);
            };
        }
    }
}
