package org.emcc.core.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.VisitingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all remote clusters at once whose user it is; the first acknowledgement wins, others are ignored (emcc-behaviour 2.5, step
 * 5, inferred). Whoever has not answered by the deadline counts as silent.
 */
final class UserSearch {
    private static final Logger LOG = LoggerFactory.getLogger(UserSearch.class);

    private final CompletableFuture<VisitingEvent> found = new CompletableFuture<>();
    private final List<RemoteCluster> asked;
    private final Map<ClusterId, LinkAnswer<UserAnswer>> answers = new HashMap<>();

    private UserSearch(List<RemoteCluster> asked) {
        this.asked = List.copyOf(asked);
    }

    /**
     * Begins a search.
     *
     * @param asked the remote clusters, at least one
     * @param question how one of them is asked
     * @param told is told of every answer, on the thread that brought it
     * @return what the search comes to
     */
    static CompletableFuture<VisitingEvent> begin(
            List<RemoteCluster> asked,
            Function<RemoteCluster, CompletableFuture<LinkAnswer<UserAnswer>>> question,
            Timers timers,
            Instant deadline,
            BiConsumer<RemoteCluster, LinkAnswer<UserAnswer>> told) {
        UserSearch search = new UserSearch(asked);
        for (RemoteCluster peer : asked) {
            Links.watch(Links.ask(() -> question.apply(peer)).thenAccept(answer -> {
                told.accept(peer, answer);
                search.answered(peer, answer);
            }));
        }
        if (search.found.isDone()) {
            return search.found; // a link in this process answers at once, and needs no deadline
        }
        Timers.Ordered end = timers.at(deadline, search::deadline);
        return search.found.whenComplete((event, never) -> end.cancel());
    }

    private void answered(RemoteCluster peer, LinkAnswer<UserAnswer> answer) {
        if (answer instanceof LinkAnswer.Answered<UserAnswer> reply && reply.reply() instanceof UserAnswer.Mine) {
            VisitingEvent here = new VisitingEvent.HomeFound(peer.id());
            if (!found.complete(here) && found.join() instanceof VisitingEvent.HomeFound first) {
                LOG.warn("Clusters {} and {} both call a user theirs; the first is believed", first.home(), peer.id());
            }
            return;
        }
        List<LinkAnswer<UserAnswer>> all;
        synchronized (answers) {
            answers.put(peer.id(), answer);
            // In the order of the records, so that of several refusals always the same one counts.
            all = answers.size() == asked.size()
                    ? asked.stream().map(RemoteCluster::id).map(answers::get).toList()
                    : List.of();
        }
        if (!all.isEmpty()) {
            found.complete(new VisitingEvent.NobodyFound(verdict(all)));
        }
    }

    private void deadline() {
        List<LinkAnswer<UserAnswer>> all = new ArrayList<>();
        synchronized (answers) {
            asked.forEach(peer ->
                    all.add(answers.getOrDefault(peer.id(), new LinkAnswer.Silent<>("no answer by the deadline"))));
        }
        found.complete(new VisitingEvent.NobodyFound(verdict(all)));
    }

    /** Nobody acknowledged: 208 if any was unreachable or untrusted; else 40 if any was silent; else its code; else 23 (design 4). */
    static ErrorCode verdict(List<LinkAnswer<UserAnswer>> answers) {
        if (answers.stream().anyMatch(answer -> answer instanceof LinkAnswer.Unreachable)) {
            return ErrorCode.of(208);
        }
        if (answers.stream().anyMatch(answer -> answer instanceof LinkAnswer.Silent)) {
            return ErrorCode.of(40);
        }
        return answers.stream()
                .flatMap(answer -> code(answer).stream())
                .findFirst()
                .orElse(ErrorCode.of(23));
    }

    private static Optional<ErrorCode> code(LinkAnswer<UserAnswer> answer) {
        return answer instanceof LinkAnswer.Answered<UserAnswer> reply
                        && reply.reply() instanceof UserAnswer.Refused refused
                ? Optional.of(refused.code())
                : Optional.empty();
    }
}
