package org.emcc.conformance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.ApiCaller;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.Release;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.Pin;

/** What can be done in a script. */
final class Steps {
    private static final Set<StageKind> ANYWHERE = EnumSet.allOf(StageKind.class);
    private static final Set<StageKind> WITHOUT_SOCKETS = EnumSet.of(StageKind.RULES, StageKind.SIMULATION);

    private static final PhoneModel CP_8851 = new PhoneModel("Cisco 8851", 684, true);

    private final List<Phrase> all = new ArrayList<>();

    private Steps() {
        phones();
        clusters();
        applications();
        messages();
        crashes();
    }

    static List<Phrase> all() {
        return List.copyOf(new Steps().all);
    }

    private void anywhere(String template, String meaning, BiConsumer<Stage, Words> does) {
        all.add(Phrase.step(template, meaning, ANYWHERE, does));
    }

    private void withoutSockets(String template, String meaning, BiConsumer<Stage, Words> does) {
        all.add(Phrase.step(template, meaning, WITHOUT_SOCKETS, does));
    }

    private void phones() {
        anywhere(
                "phone {phone}: user {user} logs in with {pin}",
                "opens the Extension Mobility service, fills the form and submits it; a restart that follows happens",
                (stage, words) -> stage.logIn(words.phone(), words.user(), stage.pin(words.user(), words.get("pin"))));
        anywhere(
                "phone {phone}: {text} of user {user} logs in with {pin}",
                "the same, with another identifier of the user typed, such as an extension",
                (stage, words) ->
                        stage.logIn(words.phone(), words.get("text"), stage.pin(words.user(), words.get("pin"))));
        anywhere(
                "phone {phone}: nobody logs in with {pin}",
                "the same, with the field of the user left empty",
                (stage, words) -> stage.logIn(words.phone(), "", stage.pin("", words.get("pin"))));
        anywhere(
                "phone {phone} logs out",
                "the user confirms the logout: the phone asks at its logout address",
                (stage, words) -> stage.logOut(words.phone()));
        withoutSockets(
                "phone {phone} opens the Extension Mobility service",
                "the page that comes is shown",
                (stage, words) -> stage.open(words.phone()));
        anywhere(
                "phone {phone}: user {user} changes the PIN from {old pin} to {new pin}",
                "presses Change, fills the form of the home cluster and submits it",
                (stage, words) -> stage.changePin(
                        words.phone(),
                        words.user(),
                        stage.pin(words.user(), words.get("old pin")),
                        stage.pin(words.user(), words.get("new pin"))));
        anywhere(
                "phone {phone}: entry {name} is chosen",
                "chosen from the menu on its screen",
                (stage, words) -> stage.choose(words.phone(), words.get("name")));
        withoutSockets(
                "phone {phone}: softkey {name} is pressed",
                "pressed below the page on its screen",
                (stage, words) -> stage.press(words.phone(), words.get("name")));
        withoutSockets(
                "phone {phone}: user {user} logs in with {pin} through a web proxy",
                "the request bears a Via header",
                (stage, words) -> stage.request(
                        words.phone(),
                        login(words.phone(), words.user(), stage.pin(words.user(), words.get("pin"))),
                        true));
        withoutSockets(
                "phone {phone} asks for its service with the parameters {text}",
                "a request of exactly these parameters",
                (stage, words) -> stage.request(words.phone(), parameters(words.get("text")), false));
        anywhere(
                "phone {phone} loses power",
                "it is gone; its call manager notices",
                (stage, words) -> stage.power(words.phone(), false));
        anywhere(
                "phone {phone} gets power",
                "it starts: it reads its files and registers",
                (stage, words) -> stage.power(words.phone(), true));
        anywhere(
                "phone {phone} restarts",
                "it leaves its call manager, reads its files and registers",
                (stage, words) -> {
                    if (stage.kind() != StageKind.LAB) {
                        stage.power(words.phone(), false);
                    }
                    stage.power(words.phone(), true);
                });
    }

    private static Map<String, String> login(String phone, String user, String pin) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("device", phone);
        parameters.put("EMCC", "true");
        parameters.put("userid", user);
        parameters.put("seq", pin);
        return parameters;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : text.split("&", -1)) {
            String[] pair = part.split("=", 2);
            parameters.put(pair[0], pair.length < 2 ? "" : pair[1]);
        }
        return parameters;
    }

    private void clusters() {
        anywhere(
                "{time} pass",
                "the clock goes on, and all that is due on the way is done",
                (stage, words) -> stage.pass(words.time()));
        anywhere(
                "the administrator of {cluster} logs out phone {phone}",
                "by the Phone page of the visiting cluster, or at home by ending the login",
                (stage, words) -> logOut(stage, words.cluster(), words.phone()));
        anywhere(
                "cluster {cluster} maintains expired devices",
                "home asks where its users are still logged in, at once",
                (stage, words) -> stage.await(stage.home(words.cluster()).maintain()));
        anywhere(
                "cluster {cluster} updates its remote clusters",
                "Update Remote Cluster Now, for all",
                (stage, words) -> stage.await(stage.visiting(words.cluster()).updateRemoteClusters()));
        anywhere(
                "cluster {cluster} restarts",
                "its services end and begin again, by a crash unless on rules; what is stored stays",
                (stage, words) -> stage.network().restart(words.cluster()));
    }

    private void crashes() {
        all.add(Phrase.step(
                "cluster {cluster} will crash when it has stored {number} more things",
                "it stops in the middle of what it does then, and nobody gets an answer from it until it restarts",
                EnumSet.of(StageKind.SIMULATION),
                (stage, words) -> stage.network().crashAfter(words.cluster(), words.number())));
    }

    private static void logOut(Stage stage, String cluster, String phone) {
        DeviceName device = DeviceName.of(phone);
        if (Base.clusterOfPhone(phone).equals(cluster)) {
            stage.await(stage.visiting(cluster).logout(device, LogoutCause.VISITING_ADMINISTRATOR));
        } else {
            stage.await(stage.home(cluster).logout(device, LogoutCause.HOME_ADMINISTRATOR));
        }
    }

    /** Messages as another make of cluster could send them. */
    private void messages() {
        withoutSockets(
                "{cluster} is sent a login of user {user} for a phone whose model lacks EMCC",
                "a login request in the name of LON, with the right PIN; LON itself would not send it",
                (stage, words) ->
                        login(stage, words, new PhoneModel("Cisco 7960", 7, false), LoginId.of(stage.now(), 1)));
        withoutSockets(
                "{cluster} is sent a login of user {user} with an id that is {time} old",
                "a login request in the name of LON, with the right PIN",
                (stage, words) ->
                        login(stage, words, CP_8851, LoginId.of(stage.now().minus(words.time()), 1)));
        withoutSockets(
                "{cluster} is sent a login of user {user} with an id that is {time} ahead of its clock",
                "a login request in the name of LON, with the right PIN",
                (stage, words) ->
                        login(stage, words, CP_8851, LoginId.of(stage.now().plus(words.time()), 1)));
        withoutSockets(
                "{cluster} is sent a login of user {user}",
                "a login request in the name of LON, with the right PIN and always the same login id",
                (stage, words) -> login(stage, words, CP_8851, LoginId.of(stage.now(), 1)));
        withoutSockets(
                "{cluster} is sent the same login again, with {pin}",
                "the same login id, user alice and phone; the PIN may be another",
                (stage, words) -> stage.network()
                        .replied(reply(stage.home(words.cluster())
                                .admit(request(
                                        stage, "alice", words.get("pin"), CP_8851, LoginId.of(stage.now(), 1))))));
        withoutSockets(
                "{cluster} is sent the logout of phone {phone} in the name of {other cluster}",
                "a logout message with the login id of the login that stands there",
                (stage, words) -> stage.network()
                        .replied(reply(stage.home(words.cluster())
                                .logoutReceived(new LogoutMessage(
                                        ClusterId.of(words.get("other cluster")),
                                        stage.home(words.cluster())
                                                .session(DeviceName.of(words.phone()))
                                                .orElseThrow()
                                                .login()
                                                .id(),
                                        DeviceName.of(words.phone()),
                                        LogoutCause.PHONE)))));
        withoutSockets(
                "{cluster} is asked by {other cluster} whether user {user} is its own",
                "a user query",
                (stage, words) -> stage.network()
                        .replied(reply(stage.home(words.cluster())
                                .findUser(UserQuery.builder(ClusterId.of(words.get("other cluster")), words.user())
                                        .build()))));
        withoutSockets(
                "{cluster} is asked by {other cluster} for its data, as if it were {asked cluster}",
                "an update query",
                (stage, words) -> stage.network()
                        .replied(
                                stage.home(words.cluster())
                                                        .updateQueried(new UpdateQuery(
                                                                ClusterId.of(words.get("other cluster")),
                                                                ClusterId.of(words.get("asked cluster"))))
                                                instanceof UpdateAnswer.Refused refused
                                        ? "code " + refused.code().number()
                                        : "its data"));
    }

    private static void login(Stage stage, Words words, PhoneModel model, LoginId id) {
        stage.network()
                .replied(reply(
                        stage.home(words.cluster()).admit(request(stage, words.user(), "the right PIN", model, id))));
    }

    private static RemoteLogin request(Stage stage, String user, String pin, PhoneModel model, LoginId id) {
        return RemoteLogin.builder(
                        id,
                        user,
                        Pin.of(stage.pin(user, pin)),
                        new VisitingFacts(ClusterId.of("LON"), Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                        PhoneFacts.builder(DeviceName.of("SEP0011AABBCCD1"), model, DeviceProtocol.SIP)
                                .build())
                .build();
    }

    private static String reply(HomeReply reply) {
        return reply instanceof HomeReply.Refused refused
                ? "code " + refused.code().number()
                : reply.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String reply(LogoutReply reply) {
        return reply instanceof LogoutReply.Refused refused
                ? "code " + refused.code().number()
                : "acknowledged";
    }

    private static String reply(UserAnswer answer) {
        if (answer instanceof UserAnswer.Refused refused) {
            return "code " + refused.code().number();
        }
        return answer instanceof UserAnswer.Mine ? "mine" : "not mine";
    }

    private void applications() {
        anywhere(
                "an application asks {cluster} who is at phone {phone}",
                "a device user query of the Extension Mobility API",
                (stage, words) -> stage.whoIsAt(words.cluster(), words.phone()));
        anywhere(
                "an application of {cluster} logs out phone {phone}",
                "a logout of the Extension Mobility API",
                (stage, words) -> stage.logOutByApplication(words.cluster(), words.phone()));
        anywhere(
                "an application of {cluster} logs user {user} in at phone {phone}",
                "a login of the Extension Mobility API, which is one within the cluster",
                (stage, words) -> stage.logInByApplication(words.cluster(), words.phone(), words.user()));
        withoutSockets(
                "application {name} with a wrong password asks {cluster}",
                "a query of the Extension Mobility API",
                (stage, words) -> stage.call(
                        words.cluster(),
                        ApiApplication.password(words.get("name"), "wrong".toCharArray()),
                        ApiCaller.unknown(),
                        "query of who is at a phone"));
        withoutSockets(
                "application {name} asks {cluster}",
                "the same, with the right password",
                (stage, words) -> stage.call(
                        words.cluster(), named(words.get("name")), ApiCaller.unknown(), "query of who is at a phone"));
        withoutSockets(
                "application {name} asks {cluster} from the address {text}",
                "the same, from that address",
                (stage, words) -> stage.call(
                        words.cluster(),
                        named(words.get("name")),
                        ApiCaller.unknown().withRemoteAddress(words.get("text")),
                        "query of who is at a phone"));
        withoutSockets(
                "application {name} asks {cluster} from the address {text} through a web proxy",
                "the same, with a Via header",
                (stage, words) -> stage.call(
                        words.cluster(),
                        named(words.get("name")),
                        ApiCaller.unknown().withRemoteAddress(words.get("text")).withViaProxy(true),
                        "query of who is at a phone"));
        withoutSockets(
                "application {name} logs out all of {cluster}",
                "logoutAll of the Extension Mobility API",
                (stage, words) ->
                        stage.call(words.cluster(), named(words.get("name")), ApiCaller.unknown(), "logout of all"));
        withoutSockets(
                "an application sends {cluster} the document {text}",
                "whatever it is, with ' where XML has quotation marks",
                (stage, words) ->
                        stage.call(words.cluster(), named("em-gateway"), ApiCaller.unknown(), words.get("text")));
    }

    private static ApiApplication named(String name) {
        return ApiApplication.password(name, "em-secret".toCharArray());
    }
}
