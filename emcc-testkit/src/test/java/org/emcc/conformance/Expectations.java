package org.emcc.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.VisitingSession;
import org.emcc.testkit.phone.Display;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.SrstReference;

/** What can be expected: always something that phones, files, stores, queries or the steps of a cluster show. */
final class Expectations {
    private static final Set<StageKind> ANYWHERE = EnumSet.allOf(StageKind.class);
    private static final Set<StageKind> WITHOUT_SOCKETS = EnumSet.of(StageKind.RULES, StageKind.SIMULATION);
    private static final RedirectVocabulary WORDS = RedirectVocabulary.standard();
    private static final Pattern CODE = Pattern.compile("\\(([0-9]+)\\)");
    private static final String NOTHING = "nothing";

    private final List<Phrase> all = new ArrayList<>();

    private Expectations() {
        displays();
        registrations();
        files();
        logins();
        devices();
        steps();
        applications();
        remotes();
        messages();
    }

    static List<Phrase> all() {
        return List.copyOf(new Expectations().all);
    }

    private void anywhere(String template, String meaning, BiFunction<Stage, Words, Expected> looks) {
        all.add(Phrase.expect(template, meaning, ANYWHERE, looks));
    }

    private void withoutSockets(String template, String meaning, BiFunction<Stage, Words, Expected> looks) {
        all.add(Phrase.expect(template, meaning, WITHOUT_SOCKETS, looks));
    }

    // ---- the screen

    private void displays() {
        anywhere(
                "phone {phone} shows error {number}",
                "the number in brackets on its screen",
                (stage, words) -> Expected.exactly("error " + words.number(), () -> error(stage.shown(words.phone()))));
        anywhere(
                "phone {phone} shows {text}",
                "its screen has these words in the prompt or the text",
                (stage, words) -> Expected.containing(
                        words.get("text"), () -> stage.shown(words.phone()).toString()));
        anywhere(
                "phone {phone} does not show {text}",
                "its screen has not these words in the prompt or the text",
                (stage, words) -> new Expected(
                        "nothing with \"" + words.get("text") + "\"",
                        () -> stage.shown(words.phone()).toString(),
                        text -> !text.contains(words.get("text"))));
        anywhere(
                "phone {phone} offers {names}",
                "the entries of the menu or the form on its screen, in order",
                (stage, words) -> Expected.exactly(
                        String.join(", ", words.list("names")),
                        () -> stage.shown(words.phone()).text().replace("\n", ", ")));
        for (String what : List.of("digits only", "letters and digits")) {
            withoutSockets(
                    "phone {phone} takes " + what + " for the user",
                    "the mode of the first field of the form on its screen",
                    (stage, words) -> Expected.exactly(what, () -> typed(stage, words.phone())));
        }
    }

    private static String typed(Stage stage, String phone) {
        List<String> fields = stage.fields(phone);
        if (fields.isEmpty()) {
            return "no form";
        }
        return fields.get(0).equals("N") ? "digits only" : "letters and digits";
    }

    private static String error(Display display) {
        Matcher code = CODE.matcher(display.text());
        return code.find() ? "error " + code.group(1) : "no error but \"" + display + "\"";
    }

    // ---- where phones are

    private void registrations() {
        anywhere(
                "phone {phone} is registered with {cluster}",
                "a call manager of that cluster has it",
                (stage, words) -> Expected.exactly(words.cluster(), () -> stage.registeredWith(words.phone())));
        anywhere(
                "phone {phone} is registered nowhere",
                "no call manager has it",
                (stage, words) -> Expected.exactly("nowhere", () -> stage.registeredWith(words.phone())));
        anywhere(
                "phone {phone} is in EMCC mode",
                "it has read a redirect",
                (stage, words) -> Expected.exactly("true", () -> String.valueOf(stage.inEmccMode(words.phone()))));
        anywhere(
                "phone {phone} is not in EMCC mode",
                "the file that it has read last from its own cluster is no redirect",
                (stage, words) -> Expected.exactly("false", () -> String.valueOf(stage.inEmccMode(words.phone()))));
    }

    // ---- files

    private void files() {
        for (String kind : List.of("a redirect", "its own file", "no file")) {
            anywhere(
                    "{cluster} serves phone {phone} " + kind,
                    "what is fetched from its TFTP service under the phone's name: no redirect and no user's file is its own one",
                    (stage, words) -> Expected.exactly(kind, () -> file(stage, words)));
        }
        anywhere(
                "{cluster} serves phone {phone} a home file of user {user}",
                "the file is no redirect and names the user",
                (stage, words) -> Expected.exactly("a home file of user " + words.user(), () -> file(stage, words)));
        all.add(Phrase.expect(
                "phone {phone} has fetched {names} from {cluster}",
                "all files that it has fetched there, in order",
                EnumSet.of(StageKind.LAB),
                (stage, words) -> Expected.exactly(
                        words.list("names").toString(),
                        () -> stage.fetched(words.phone(), words.cluster()).toString())));
        anywhere(
                "the redirect of phone {phone} leads to the TFTP server of {cluster}",
                "the only home TFTP address in the file that its own cluster serves",
                (stage, words) -> Expected.exactly(
                        "[" + tftpOf(stage, words.cluster()) + "]", () -> redirectTo(stage, words.phone())));
        withoutSockets(
                "the redirect of phone {phone} leads to {text}",
                "the home TFTP addresses in the file that its own cluster serves, in order",
                (stage, words) ->
                        Expected.exactly("[" + words.get("text") + "]", () -> redirectTo(stage, words.phone())));
        anywhere(
                "the redirect of phone {phone} names a logout address with {text}",
                "a part of the address at which the phone asks for the logout",
                (stage, words) -> Expected.containing(
                        words.get("text"),
                        () -> redirect(stage, words.phone())
                                .flatMap(RedirectFile::visitingLogout)
                                .map(String::valueOf)
                                .orElse(NOTHING)));
        for (Map.Entry<String, Function<PhoneConfiguration, Optional<String>>> part : FILE.entrySet()) {
            anywhere(
                    "the file that {cluster} serves phone {phone} has " + part.getKey() + " {text}",
                    "an element of the file",
                    (stage, words) ->
                            Expected.exactly(words.get("text"), () -> element(stage, words, part.getValue())));
            anywhere(
                    "the file that {cluster} serves phone {phone} has no " + part.getKey(),
                    "there is a file, and it has no such element",
                    (stage, words) -> Expected.exactly(NOTHING, () -> element(stage, words, part.getValue())));
        }
    }

    /** What can be asked of a file. */
    private static final Map<String, Function<PhoneConfiguration, Optional<String>>> FILE = Map.ofEntries(
            Map.entry("device pool", PhoneConfiguration::devicePool),
            Map.entry("time zone", file -> file.dateTimeSetting().map(time -> time.olsonTimeZone())),
            Map.entry("date template", file -> file.dateTimeSetting().map(time -> time.dateTemplate())),
            Map.entry("line", file -> first(file.lines()).flatMap(SipLine::name)),
            Map.entry("load", PhoneConfiguration::loadInformation),
            Map.entry("protocol", PhoneConfiguration::deviceProtocol),
            Map.entry(
                    "security mode",
                    file -> file.deviceSecurityMode().isPresent()
                            ? Optional.of(
                                    String.valueOf(file.deviceSecurityMode().getAsInt()))
                            : Optional.empty()),
            Map.entry("service", file -> first(file.phoneServices()).map(PhoneServiceEntry::name)),
            Map.entry("user locale", file -> file.text("userLocale", "name")),
            Map.entry(
                    "SRST address",
                    file -> file.srst()
                            .map(SrstReference::sipAddresses)
                            .flatMap(Expectations::first)
                            .map(String::valueOf)));

    private static <T> Optional<T> first(List<T> all) {
        return all.stream().findFirst();
    }

    private static String element(Stage stage, Words words, Function<PhoneConfiguration, Optional<String>> part) {
        return stage.served(words.cluster(), words.phone())
                .map(file -> part.apply(file).orElse(NOTHING))
                .orElse("no file");
    }

    private static String file(Stage stage, Words words) {
        Optional<PhoneConfiguration> file = stage.served(words.cluster(), words.phone());
        if (file.isEmpty()) {
            return "no file";
        }
        if (RedirectFile.isRedirect(file.get(), WORDS)) {
            return "a redirect";
        }
        return file.get().userId().map(user -> "a home file of user " + user).orElse("its own file");
    }

    private static Optional<RedirectFile> redirect(Stage stage, String phone) {
        return stage.served(Base.clusterOfPhone(phone), phone)
                .filter(file -> RedirectFile.isRedirect(file, WORDS))
                .flatMap(file -> RedirectFile.from(file, WORDS).value());
    }

    private static String redirectTo(Stage stage, String phone) {
        return redirect(stage, phone).map(file -> file.homeTftp().toString()).orElse("no redirect");
    }

    private static ServiceAddress tftpOf(Stage stage, String cluster) {
        return stage.home(cluster)
                .settings()
                .featureParameters()
                .defaultTftpServer()
                .value()
                .orElseThrow();
    }

    // ---- logins in the stores

    private void logins() {
        anywhere(
                "{number} base devices are free at {cluster}",
                "the free nonsecure base devices in its store",
                (stage, words) -> Expected.exactly(
                        String.valueOf(words.number()),
                        () -> String.valueOf(stage.home(words.cluster()).freeBaseDevices())));
        anywhere(
                "{cluster} has a login of user {user} at phone {phone}",
                "home lists it among the logins of the user",
                (stage, words) -> Expected.containing(words.phone(), () -> places(stage, words)));
        anywhere(
                "{cluster} has {number} logins of user {user}",
                "as many as home lists",
                (stage, words) -> Expected.exactly(
                        String.valueOf(words.number()),
                        () -> String.valueOf(stage.home(words.cluster())
                                .sessions(UserId.of(words.user()))
                                .size())));
        anywhere(
                "the login of phone {phone} is {name} at {cluster}",
                "the state of the session: of home's, or of visiting's at the phone's own cluster; Gone when there is none",
                (stage, words) -> Expected.exactly(words.get("name"), () -> state(stage, words)));
        anywhere(
                "user {user} of {cluster} is recorded at phone {phone}",
                "the remote user and remote cluster that the phone's own cluster has recorded",
                (stage, words) -> Expected.exactly(
                        words.user() + " of " + words.cluster(), () -> recorded(stage, words.phone())));
        anywhere(
                "nobody is recorded at phone {phone}",
                "the phone's own cluster has recorded no remote user",
                (stage, words) -> Expected.exactly("nobody", () -> recorded(stage, words.phone())));
        anywhere(
                "the login of phone {phone} may last {time} at {cluster}",
                "the limit of the session at home",
                (stage, words) -> Expected.exactly(inWords(words.time()), () -> limit(stage, words)));
        anywhere(
                "the login of phone {phone} may last for ever at {cluster}",
                "the session at home has no limit",
                (stage, words) -> Expected.exactly("for ever", () -> limit(stage, words)));
        anywhere(
                "{cluster} ends a login because of {text}",
                "the last cause that the cluster has told of, such as maximum login time",
                (stage, words) -> Expected.exactly(words.get("text"), () -> {
                    List<String> causes = stage.causes(words.cluster());
                    return causes.isEmpty() ? NOTHING : causes.get(causes.size() - 1);
                }));
    }

    private static String inWords(Duration time) {
        return time.toMinutes() + " minutes";
    }

    private static String limit(Stage stage, Words words) {
        return stage.home(words.cluster())
                .session(DeviceName.of(words.phone()))
                .map(session -> session.login()
                        .limit()
                        .duration()
                        .map(Expectations::inWords)
                        .orElse("for ever"))
                .orElse("no login");
    }

    private static String places(Stage stage, Words words) {
        return stage.home(words.cluster()).sessions(UserId.of(words.user())).stream()
                .map(session -> session.login().device().value())
                .toList()
                .toString();
    }

    private static String state(Stage stage, Words words) {
        DeviceName device = DeviceName.of(words.phone());
        boolean own = Base.clusterOfPhone(words.phone()).equals(words.cluster());
        Optional<Enum<?>> kind = own
                ? stage.visiting(words.cluster())
                        .session(device)
                        .map((VisitingSession session) -> session.state().kind())
                : stage.home(words.cluster())
                        .session(device)
                        .map((HomeSession session) -> session.state().kind());
        return kind.map(each -> Arrays.stream(each.name().split("_", -1))
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining()))
                .orElse("Gone");
    }

    private static String recorded(Stage stage, String phone) {
        return stage.visiting(Base.clusterOfPhone(phone))
                .session(DeviceName.of(phone))
                .flatMap(session -> session.state().loggedIn())
                .map((HomeReply.Accepted accepted) -> accepted.user() + " of " + accepted.home())
                .orElse("nobody");
    }

    // ---- the temporary device

    private static final Map<String, Function<TemporaryDevice, Optional<Sourced<?>>>> DEVICE = Map.ofEntries(
            Map.entry("model", device -> Optional.of(device.model())),
            Map.entry("protocol", device -> Optional.of(device.protocol())),
            Map.entry("device pool", device -> Optional.of(device.devicePool())),
            Map.entry("profile", device -> Optional.of(device.profile())),
            Map.entry("SRST", device -> Optional.of(device.srst())),
            Map.entry("SIP profile", device -> Optional.of(device.sipProfile())),
            Map.entry("common phone profile", device -> Optional.of(device.commonPhoneProfile())),
            Map.entry("security", device -> Optional.of(device.security())),
            Map.entry("geolocation", device -> Optional.of(device.geolocation())),
            Map.entry("user locale", device -> device.userLocale().map(each -> (Sourced<?>) each)),
            Map.entry("softkey template", device -> device.softkeyTemplate().map(each -> (Sourced<?>) each)));

    private void devices() {
        for (Map.Entry<String, Function<TemporaryDevice, Optional<Sourced<?>>>> part : DEVICE.entrySet()) {
            anywhere(
                    "the temporary device of phone {phone} at {cluster} takes its " + part.getKey() + " from {text}",
                    "the origin of the attribute, such as VISITING_PHONE",
                    (stage, words) -> Expected.exactly(
                            words.get("text"),
                            () -> attribute(
                                    stage,
                                    words,
                                    part.getValue(),
                                    sourced -> sourced.origin().name())));
            anywhere(
                    "the temporary device of phone {phone} at {cluster} has " + part.getKey() + " {text}",
                    "a part of the attribute's value",
                    (stage, words) -> Expected.containing(
                            words.get("text"),
                            () -> attribute(stage, words, part.getValue(), sourced -> inWords(sourced.value()))));
        }
        anywhere(
                "there is no temporary device of phone {phone} at {cluster}",
                "home has none under that name",
                (stage, words) -> Expected.exactly(
                        "no temporary device",
                        () -> device(stage, words).map(String::valueOf).orElse("no temporary device")));
        anywhere(
                "the temporary device of phone {phone} at {cluster} uses base device {name}",
                "the base device that is in use",
                (stage, words) -> Expected.exactly(
                        words.get("name"),
                        () -> device(stage, words)
                                .map(device -> device.baseDevice().toString())
                                .orElse("no temporary device")));
        anywhere(
                "the device CSS of phone {phone} at {cluster} is {text}",
                "the EMCC CSS of the device profile that is laid over the temporary device",
                (stage, words) -> Expected.exactly(
                        words.get("text"),
                        () -> device(stage, words)
                                .flatMap(device -> device.profile().value().emccCallingSearchSpace())
                                .orElse(NOTHING)));
        anywhere(
                "the adjunct CSS of phone {phone} at {cluster} is {text}",
                "that of the device pool of the temporary device",
                (stage, words) -> Expected.exactly(
                        words.get("text"),
                        () -> device(stage, words)
                                .flatMap(device -> device.devicePool().value().adjunctCallingSearchSpace())
                                .orElse(NOTHING)));
    }

    private static Optional<TemporaryDevice> device(Stage stage, Words words) {
        return stage.home(words.cluster()).temporaryDevice(DeviceName.of(words.phone()));
    }

    private static String attribute(
            Stage stage,
            Words words,
            Function<TemporaryDevice, Optional<Sourced<?>>> part,
            Function<Sourced<?>, String> look) {
        return device(stage, words)
                .map(device -> part.apply(device).map(look).orElse(NOTHING))
                .orElse("no temporary device");
    }

    private static String inWords(Object value) {
        if (value instanceof org.emcc.core.device.DevicePool pool) {
            return pool.name().value();
        }
        if (value instanceof org.emcc.core.device.DeviceProfile profile) {
            return profile.name().value();
        }
        if (value instanceof org.emcc.core.device.Srst srst) {
            return srst.option() + " " + srst.sip().map(String::valueOf).orElse("");
        }
        return String.valueOf(value);
    }

    // ---- what clusters tell

    private void steps() {
        anywhere(
                "{cluster} logs the refusal of a login with code {number}",
                "the code that the phone's own cluster has in its log, which may be another than the phone shows",
                (stage, words) -> Expected.exactly(
                        String.valueOf(words.number()), () -> last(stage.refusals(words.cluster(), false))));
        anywhere(
                "{cluster} does not admit a login, with code {number}",
                "the code with which home has refused; a login request that comes a second time is refused with 1 then",
                (stage, words) -> new Expected(
                        String.valueOf(words.number()),
                        () -> stage.refusals(words.cluster(), true).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")),
                        seen -> (", " + seen + ",").matches(".*, " + words.number() + "(, 1)?,")));
        anywhere(
                "{cluster} does: {names}",
                "these steps, in this order; others may be between them",
                (stage, words) -> new Expected(
                        words.get("names") + ", in this order",
                        () -> String.join(", ", stage.events(words.cluster())),
                        seen -> inOrder(words.list("names"), List.of(seen.split(", ", -1)))));
        anywhere(
                "{cluster} never does: {names}",
                "none of these steps",
                (stage, words) -> new Expected(
                        "none of " + words.get("names"),
                        () -> String.join(", ", stage.events(words.cluster())),
                        seen -> words.list("names").stream()
                                .noneMatch(each -> List.of(seen.split(", ", -1)).contains(each))));
        withoutSockets(
                "counter {text} of {cluster} is {number}",
                "a performance counter, as the vendor calls it, in small letters",
                (stage, words) -> Expected.exactly(
                        String.valueOf(words.number()),
                        () -> String.valueOf(stage.counter(words.cluster(), words.get("text")))));
    }

    private static boolean inOrder(List<String> wanted, List<String> seen) {
        int next = 0;
        for (String each : seen) {
            if (next < wanted.size() && wanted.get(next).equals(each)) {
                next++;
            }
        }
        return next == wanted.size();
    }

    private static String last(List<Integer> codes) {
        return codes.isEmpty() ? "none" : String.valueOf(codes.get(codes.size() - 1));
    }

    // ---- applications

    private void applications() {
        anywhere(
                "the application is answered with success",
                "the last answer",
                (stage, words) -> Expected.exactly("success", () -> answer(stage)));
        anywhere(
                "the application is answered with code {number}",
                "the last answer",
                (stage, words) -> Expected.exactly("code " + words.number(), () -> answer(stage)));
        anywhere(
                "the application is told that user {user} is there",
                "the last answer",
                (stage, words) -> Expected.exactly("there is " + words.user(), () -> somebody(stage)));
        anywhere(
                "the application is told that nobody is there",
                "the last answer",
                (stage, words) -> Expected.exactly("there is nobody", () -> somebody(stage)));
        anywhere(
                "the application is told that the phone is an EMCC device: {text}",
                "the last answer; YES where this cluster has the phone of another one on loan",
                (stage, words) -> Expected.exactly(
                        words.get("text"),
                        () -> device(stage).map(device -> device.emcc().name()).orElse(answer(stage))));
    }

    private static Optional<ApiResponse.Device> device(Stage stage) {
        return stage.lastAnswer()
                .filter(ApiResponse.DeviceUsers.class::isInstance)
                .map(answer -> ((ApiResponse.DeviceUsers) answer).devices().get(0));
    }

    private static String somebody(Stage stage) {
        return device(stage)
                .map(device ->
                        "there is " + device.user().user().map(UserId::value).orElse("nobody"))
                .orElse(answer(stage));
    }

    private static String answer(Stage stage) {
        return stage.lastAnswer()
                .map(answer -> {
                    if (answer instanceof ApiResponse.Failure failure) {
                        return "code " + failure.code().number();
                    }
                    return answer instanceof ApiResponse.Success
                            ? "success"
                            : answer.kind().name();
                })
                .orElse("no answer");
    }

    // ---- messages between clusters

    private void messages() {
        withoutSockets(
                "the reply is {text}",
                "the reply to the message that was sent last: accepted, acknowledged, mine, not mine, or code and a number",
                (stage, words) -> Expected.exactly(
                        words.get("text"), () -> stage.network().reply()));
    }

    // ---- other clusters, as one sees them

    private void remotes() {
        anywhere(
                "{cluster} sees cluster {other cluster} as {text}",
                "what the last update brought: not asked, answering, silent, or refusing with a code",
                (stage, words) -> Expected.exactly(words.get("text"), () -> status(stage, words)));
        anywhere(
                "{cluster} knows that cluster {other cluster} is of release {release}",
                "the version that the last update brought",
                (stage, words) -> Expected.exactly(
                        words.get("release"),
                        () -> remote(stage, words) instanceof RemoteStatus.Answered answered
                                ? answered.data().release().toString()
                                : status(stage, words)));
        for (boolean usable : List.of(true, false)) {
            anywhere(
                    "the RSVP Agent toward cluster {other cluster} is " + (usable ? "" : "not ")
                            + "usable at {cluster}",
                    "whether the region parameters of both are equal, by the last update",
                    (stage, words) -> Expected.exactly(
                            String.valueOf(usable),
                            () -> remote(stage, words) instanceof RemoteStatus.Answered answered
                                    ? String.valueOf(answered.rsvpAgentUsable())
                                    : status(stage, words)));
        }
    }

    private static RemoteStatus remote(Stage stage, Words words) {
        return stage.visiting(words.cluster()).remoteStatus(ClusterId.of(words.get("other cluster")));
    }

    private static String status(Stage stage, Words words) {
        RemoteStatus status = remote(stage, words);
        if (status instanceof RemoteStatus.Refused refused) {
            return "refusing with " + refused.code().number();
        }
        if (status instanceof RemoteStatus.NoAnswer) {
            return "silent";
        }
        return status instanceof RemoteStatus.Answered ? "answering" : "not asked";
    }
}
