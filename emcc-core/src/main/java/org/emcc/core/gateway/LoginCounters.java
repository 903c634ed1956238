package org.emcc.core.gateway;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.LogoutCause;

/**
 * The counters of one cluster. Give the same object to its home side, its visiting side and its EM service as their listener.
 *
 * <p>All begin at zero with the process. What goes up and down follows login ids, so that a repeated step counts once and none
 * goes below zero; the end of a login that began before the process is not counted down. As many ids are kept as there are
 * logins that began here and have not ended here: where several nodes share a store, these are the counters of one node, and a
 * login that begins at one and ends at another stays in the gauges of the first.
 *
 * <p>Source: emcc-behaviour 2.12.
 *
 * @threadsafety thread-safe; a snapshot may see one step of a login in one counter and not yet in another
 * @since 0.1.0
 */
public final class LoginCounters implements LoginListener {
    private static final int UNKNOWN_USER = 23;

    private final Map<Counter, LongAdder> sums = new EnumMap<>(Counter.class);
    private final AtomicLong requests = new AtomicLong();
    private final Set<LoginId> asking = ConcurrentHashMap.newKeySet();
    private final Set<LoginId> here = ConcurrentHashMap.newKeySet();
    private final Set<LoginId> leaving = ConcurrentHashMap.newKeySet();
    private final Set<LoginId> away = ConcurrentHashMap.newKeySet();

    private LoginCounters() {
        for (Counter counter : Counter.values()) {
            sums.put(counter, new LongAdder());
        }
    }

    /**
     * Counters of which all are zero.
     *
     * @return new counters
     */
    public static LoginCounters create() {
        return new LoginCounters();
    }

    /**
     * One of them.
     *
     * @param counter which
     * @return zero or more
     */
    public long value(Counter counter) {
        return switch (counter) {
            case REQUESTS_IN_PROGRESS -> requests.get();
            case REMOTE_DEVICES -> away.size();
            case ACTIVE_INTERCLUSTER_SESSIONS -> asking.size();
            case REMOTE_USERS -> here.size();
            default -> sum(counter).sum();
        };
    }

    /**
     * All of them.
     *
     * @return every counter with its value, in the order of the enum; it does not change any more
     */
    public Map<Counter, Long> snapshot() {
        Map<Counter, Long> values = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            values.put(counter, value(counter));
        }
        return Collections.unmodifiableMap(values);
    }

    private LongAdder sum(Counter counter) {
        LongAdder sum = sums.get(counter);
        if (sum == null) {
            throw new IllegalStateException("no counter " + counter);
        }
        return sum;
    }

    private void count(Counter counter) {
        sum(counter).increment();
    }

    @Override
    public void requestBegun() {
        requests.incrementAndGet();
    }

    @Override
    public void requestEnded() {
        requests.updateAndGet(now -> Math.max(0, now - 1));
        count(Counter.REQUESTS_HANDLED);
    }

    @Override
    public void requestThrottled() {
        count(Counter.REQUESTS_THROTTLED);
    }

    @Override
    public void loginBegun(LoginStep.LoginBegun step) {
        count(Counter.REQUESTS_ATTEMPTED);
    }

    @Override
    public void homeAsked(LoginStep.HomeAsked step) {
        asking.add(step.subject().login());
    }

    @Override
    public void loginRefused(LoginStep.LoginRefused step) {
        asking.remove(step.subject().login());
        here.remove(step.subject().login());
        if (step.ending() instanceof Ending.Refused refused && refused.code().number() == UNKNOWN_USER) {
            count(Counter.UNKNOWN_REMOTE_USERS);
        }
    }

    @Override
    public void loginRecorded(LoginStep.LoginRecorded step) {
        asking.remove(step.subject().login());
        here.add(step.subject().login());
    }

    @Override
    public void redirectPublished(LoginStep.RedirectPublished step) {
        count(Counter.LOGINS_SUCCESSFUL);
    }

    @Override
    public void logoutBegun(LoginStep.LogoutBegun step) {
        if (step.cause() == LogoutCause.PHONE || step.cause() == LogoutCause.VISITING_ADMINISTRATOR) {
            if (leaving.add(step.subject().login())) {
                count(Counter.REQUESTS_ATTEMPTED);
            }
        } else if (step.cause() != LogoutCause.LOGIN_FAILED) {
            count(Counter.EMCC_MESSAGES);
        }
    }

    @Override
    public void ownFileRestored(LoginStep.OwnFileRestored step) {
        here.remove(step.subject().login());
        if (leaving.remove(step.subject().login())) {
            count(Counter.LOGOUTS_SUCCESSFUL);
        }
    }

    @Override
    public void userQueried(LoginStep.UserQueried step) {
        count(Counter.CHECK_USER_REQUESTS);
        count(Counter.EMCC_MESSAGES);
    }

    @Override
    public void admissionRefused(LoginStep.AdmissionRefused step) {
        count(Counter.EMCC_MESSAGES);
    }

    @Override
    public void baseDeviceReserved(LoginStep.BaseDeviceReserved step) {
        if (away.add(step.subject().login())) {
            count(Counter.EMCC_MESSAGES);
        }
    }

    @Override
    public void releaseBegun(LoginStep.ReleaseBegun step) {
        if (step.cause() == LogoutCause.PHONE) {
            count(Counter.EMCC_MESSAGES);
        }
    }

    @Override
    public void released(LoginStep.Released step) {
        away.remove(step.subject().login());
    }

    /** The values, by the vendor's names. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        snapshot()
                .forEach((counter, value) ->
                        out.append(counter.text()).append(": ").append(value).append('\n'));
        return out.toString();
    }
}
