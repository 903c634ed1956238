package org.emcc.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.ApiCaller;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.config.PhoneConfiguration;

/**
 * Where scripts run: New York (NYC) and London (LON), their users and phones, as in {@code Company}; all phones have power and are
 * registered with their own cluster when a script begins. What a stage cannot do throws {@link UnsupportedOperationException}: the
 * vocabulary names the stages of each phrase, so that no script comes so far.
 */
interface Stage extends AutoCloseable {
    StageKind kind();

    /** Sets the scene. */
    void begin(Situation situation);

    /** An administrator changes something while all runs. */
    void change(Situation situation);

    Trace trace();

    default Instant now() {
        throw new UnsupportedOperationException("a clock");
    }

    HomeCluster home(String cluster);

    VisitingCluster visiting(String cluster);

    /** What is seen once it fits, or at last when it does not; a stage with threads of its own waits. */
    String look(Expected expected);

    /** Waits until nothing happens any more: what may not change has to be looked at again then. */
    default void rest() {}

    /** Work that was begun is done; one that hangs until time passes is left alone where time stands. */
    void await(CompletableFuture<?> work);

    // ---- what a phone and its user do

    void open(String phone);

    /** Opens the service, fills the form and sends it. */
    void logIn(String phone, String user, String pin);

    /** Asks at the address that the phone has for it. */
    void logOut(String phone);

    void changePin(String phone, String user, String oldPin, String newPin);

    void power(String phone, boolean on);

    default void request(String phone, Map<String, String> parameters, boolean viaProxy) {
        throw new UnsupportedOperationException("a request of one's own");
    }

    default void choose(String phone, String entry) {
        throw new UnsupportedOperationException("a choice");
    }

    default void press(String phone, String key) {
        throw new UnsupportedOperationException("a softkey");
    }

    // ---- what is to be seen of a phone

    /** What the phone showed last. */
    Display shown(String phone);

    /** What may be typed into the fields of the form on its screen, as the letters of its flags. */
    default List<String> fields(String phone) {
        throw new UnsupportedOperationException("the fields of a form");
    }

    /** The cluster with which it is registered, or nowhere. */
    String registeredWith(String phone);

    boolean inEmccMode(String phone);

    /** The file that a cluster serves to the phone of that name. */
    Optional<PhoneConfiguration> served(String cluster, String phone);

    /** The names of the files that it has fetched from a cluster since the script began, in order. */
    default List<String> fetched(String phone, String cluster) {
        throw new UnsupportedOperationException("what a phone fetches");
    }

    // ---- what clusters do

    default void forgetSigners(String cluster) {
        throw new UnsupportedOperationException("signed files");
    }

    default void pass(Duration time) {
        throw new UnsupportedOperationException("time");
    }

    /** The PIN that is right at the start, and others by their words. */
    String pin(String user, String words);

    void demandNewPin(String user);

    default Network network() {
        throw new UnsupportedOperationException("a network that fails");
    }

    /** The codes with which logins were refused, as the log of a cluster has them: at the phone's own cluster, and at home. */
    List<Integer> refusals(String cluster, boolean atHome);

    /** Why logins ended, as a cluster has told, in the words of the cause, in order. */
    List<String> causes(String cluster);

    /** The steps that a cluster has told of, in words, in order. */
    List<String> events(String cluster);

    // ---- applications

    ApiResponse whoIsAt(String cluster, String phone);

    ApiResponse logOutByApplication(String cluster, String phone);

    ApiResponse logInByApplication(String cluster, String phone, String user);

    default ApiResponse call(String cluster, ApiApplication application, ApiCaller from, String request) {
        throw new UnsupportedOperationException("a call of one's own");
    }

    /** The last answer to an application. */
    Optional<ApiResponse> lastAnswer();

    long counter(String cluster, String counter);

    /** What fails on purpose. */
    interface Network {
        void cut(String one, String other, boolean cut);

        void silence(String cluster, boolean silent);

        void fail(String cluster, String port, boolean fails);

        void restart(String cluster);

        /** The last of the next so many things that a cluster stores is the last thing that it does before it restarts. */
        default void crashAfter(String cluster, int stored) {
            throw new UnsupportedOperationException("a crash in the middle");
        }

        void work(String cluster);

        /** What a phone puts in the place of #EMCC#. */
        void remember(String phone, boolean emcc);

        /** What a cluster has replied to a message that a script sent itself. */
        void replied(String reply);

        String reply();
    }

    @Override
    void close();
}
