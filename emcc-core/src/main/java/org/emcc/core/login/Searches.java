package org.emcc.core.login;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.emcc.core.id.DeviceName;
import org.emcc.core.session.LoginRequest;

/**
 * How many searches for users are under way for each phone. A phone asks for one login at a time; whoever asks for many in its name
 * would have every remote cluster asked as often. Requests from one address have few, so that a stranger elsewhere leaves some to the
 * phone itself (all inferred). Thread-safe.
 */
final class Searches {
    /** More than one, for a user may press a key again. */
    private static final int MOST_FROM_ONE_ADDRESS = 3;

    private static final int MOST = 12;

    /** The addresses from which the searches for a phone were asked for. */
    private final Map<DeviceName, List<String>> underWay = new ConcurrentHashMap<>();

    /** Lets one more begin, or not; one that has begun must end. */
    boolean begin(LoginRequest request) {
        String address = address(request);
        boolean[] begun = new boolean[1];
        underWay.compute(request.device(), (phone, known) -> {
            List<String> all = Optional.ofNullable(known).orElseGet(ArrayList::new);
            begun[0] = all.size() < MOST && Collections.frequency(all, address) < MOST_FROM_ONE_ADDRESS;
            if (begun[0]) {
                all.add(address);
            }
            return all;
        });
        return begun[0];
    }

    void end(LoginRequest request) {
        underWay.computeIfPresent(request.device(), (phone, all) -> {
            all.remove(address(request));
            return all.isEmpty() ? null : all;
        });
    }

    private static String address(LoginRequest request) {
        return request.remoteAddress().orElse("");
    }
}
