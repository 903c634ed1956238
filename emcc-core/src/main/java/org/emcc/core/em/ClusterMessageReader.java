package org.emcc.core.em;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RegionParameters;
import org.emcc.core.session.RemoteClusterFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.Pin;

/** Reads the documents that the package describes. */
final class ClusterMessageReader {
    private static final Pattern VERSION = Pattern.compile("1(\\.[0-9]{1,3})?");
    private static final int URL_LIMIT = 2048;

    private ClusterMessageReader() {}

    static ClusterMessage read(XmlNode.Element element) throws Fields.Broken {
        Fields root = Fields.of(element);
        boolean request = element.name().equals("emccRequest");
        if (!request && !element.name().equals("emccResponse")) {
            // Not even the name is repeated: the root of a foreign document may say anything.
            throw new Fields.Broken("root", "the root must be emccRequest or emccResponse");
        }
        if (request || element.attributes().containsKey("version")) {
            root.attribute("version", text -> Require.form(text, "version", VERSION, "be 1 or 1 and a minor number"));
        } // else a response like the one public sample, which has none (em-api-and-axl 3.3)
        return request ? request(root) : response(root);
    }

    static ClusterMessage keeping(ClusterMessage message, MessageExtras extras) {
        if (extras.isEmpty()) {
            return message;
        }
        return switch (message.kind()) {
            case FIND_USER -> new ClusterMessage.FindUser(((ClusterMessage.FindUser) message).query(), extras);
            case USER_ANSWERED ->
                new ClusterMessage.UserAnswered(((ClusterMessage.UserAnswered) message).answer(), extras);
            case LOGIN -> new ClusterMessage.Login(((ClusterMessage.Login) message).login(), extras);
            case LOGIN_ANSWERED ->
                new ClusterMessage.LoginAnswered(((ClusterMessage.LoginAnswered) message).reply(), extras);
            case LOGOUT -> new ClusterMessage.Logout(((ClusterMessage.Logout) message).message(), extras);
            case NOTICE -> new ClusterMessage.Notice(((ClusterMessage.Notice) message).message(), extras);
            case LOGOUT_ANSWERED ->
                new ClusterMessage.LogoutAnswered(((ClusterMessage.LogoutAnswered) message).reply(), extras);
            case CHECK_LOGINS -> new ClusterMessage.CheckLogins(((ClusterMessage.CheckLogins) message).query(), extras);
            case LOGINS_CHECKED ->
                new ClusterMessage.LoginsChecked(((ClusterMessage.LoginsChecked) message).answer(), extras);
            case UPDATE -> new ClusterMessage.Update(((ClusterMessage.Update) message).query(), extras);
            case UPDATED -> new ClusterMessage.Updated(((ClusterMessage.Updated) message).answer(), extras);
            case NOT_UNDERSTOOD ->
                new ClusterMessage.NotUnderstood(((ClusterMessage.NotUnderstood) message).code(), extras);
        };
    }

    private static ClusterMessage request(Fields root) throws Fields.Broken {
        Fields fields = root.oneOf(List.of("checkUser", "login", "logout", "logoutNotice", "checkLogins", "update"));
        return switch (fields.name()) {
            case "checkUser" -> new ClusterMessage.FindUser(query(fields));
            case "login" -> new ClusterMessage.Login(login(fields));
            case "logout" -> new ClusterMessage.Logout(ended(fields));
            case "checkLogins" -> new ClusterMessage.CheckLogins(logins(fields));
            case "update" -> new ClusterMessage.Update(update(fields));
            default -> new ClusterMessage.Notice(ended(fields));
        };
    }

    private static ClusterMessage response(Fields root) throws Fields.Broken {
        Fields fields = root.oneOf(List.of("checkUser", "login", "logout", "checkLogins", "update", "failure"));
        return switch (fields.name()) {
            case "checkUser" -> new ClusterMessage.UserAnswered(answer(fields));
            case "login" -> new ClusterMessage.LoginAnswered(homeReply(fields));
            case "logout" -> new ClusterMessage.LogoutAnswered(logoutReply(fields));
            case "checkLogins" -> new ClusterMessage.LoginsChecked(live(fields));
            case "update" -> new ClusterMessage.Updated(updated(fields));
            default -> new ClusterMessage.NotUnderstood(failure(fields));
        };
    }

    private static UserQuery query(Fields fields) throws Fields.Broken {
        ClusterId from = fields.value("cluster", ClusterId::of);
        UserQuery.Builder query = fields.value("userIdentifier", text -> UserQuery.builder(from, text));
        fields.optionalValue("loginType", Fields.constant(LoginType.class)).ifPresent(query::loginType);
        return query.build();
    }

    private static UserAnswer answer(Fields fields) throws Fields.Broken {
        Fields result = fields.oneOf(List.of("user", "failure"));
        if (result.name().equals("failure")) {
            return new UserAnswer.Refused(failure(result));
        }
        return result.has("exists") ? new UserAnswer.Mine() : new UserAnswer.NotMine();
    }

    private static RemoteLogin login(Fields fields) throws Fields.Broken {
        LoginId id = fields.value("loginId", text -> LoginId.parse(text.trim()));
        Pin pin = fields.value("pin", Pin::of);
        VisitingFacts visiting = visiting(fields.child("visiting"));
        PhoneFacts phone = phone(fields.child("phone"));
        RemoteLogin.Builder login =
                fields.value("userIdentifier", text -> RemoteLogin.builder(id, text, pin, visiting, phone));
        fields.optionalValue("loginType", Fields.constant(LoginType.class)).ifPresent(login::loginType);
        fields.optionalValue("deviceProfile", DeviceProfileName::of).ifPresent(login::chosenProfile);
        fields.optionalValue("remoteIPAddr", login::remoteAddress);
        fields.optionalValue("isViaHeaderSet", Fields::bool).ifPresent(login::viaProxy);
        return login.build();
    }

    private static VisitingFacts visiting(Fields fields) throws Fields.Broken {
        return new VisitingFacts(
                fields.value("cluster", ClusterId::of),
                fields.value("release", Release::parse),
                fields.value("securityMode", Fields.constant(ClusterSecurityMode.class)));
    }

    private static PhoneFacts phone(Fields fields) throws Fields.Broken {
        PhoneFacts.Builder phone = PhoneFacts.builder(
                fields.value("deviceName", text -> DeviceName.of(text.trim())),
                model(fields.child("model")),
                fields.value("protocol", Fields.constant(DeviceProtocol.class)));
        phone.security(fields.value("security", Fields.constant(PhoneSecurity.class)));
        fields.optionalValue("geolocation", text -> CivicAddress.parse(text.trim()))
                .ifPresent(phone::geolocation);
        Optional<Fields> srst = fields.optional("srst");
        if (srst.isPresent()) {
            phone.srst(srst(srst.get()));
        }
        fields.optionalValue("logoutUrl", ClusterMessageReader::url).ifPresent(phone::logoutUri);
        return phone.build();
    }

    private static PhoneModel model(Fields fields) throws Fields.Broken {
        int number = fields.attribute("number", Fields::number);
        boolean emcc = fields.attribute("emcc", Fields::bool);
        return fields.as(name -> new PhoneModel(name, number, emcc));
    }

    private static Srst srst(Fields fields) throws Fields.Broken {
        Srst.Builder srst = Srst.builder(fields.value("option", Fields.constant(SrstOption.class)));
        fields.optionalValue("sccp", ClusterMessageReader::address).ifPresent(srst::sccp);
        fields.optionalValue("sip", ClusterMessageReader::address).ifPresent(srst::sip);
        return srst.build();
    }

    private static HomeReply homeReply(Fields fields) throws Fields.Broken {
        Fields result = fields.oneOf(List.of("success", "chooseProfile", "changePin", "failure"));
        return switch (result.name()) {
            case "success" -> accepted(result);
            case "chooseProfile" -> choice(result);
            case "changePin" -> new HomeReply.ChangePin();
            default -> new HomeReply.Refused(failure(result));
        };
    }

    private static HomeReply accepted(Fields fields) throws Fields.Broken {
        ClusterId home = fields.value("cluster", ClusterId::of);
        UserId user = fields.value("userId", UserId::of);
        List<ServiceAddress> servers = new ArrayList<>();
        for (Fields server : fields.all("tftpServer")) {
            servers.add(server.as(ClusterMessageReader::address));
        }
        Instant loginTime = fields.value("loginTime", text -> Instant.parse(text.trim()));
        LoginLimit limit = fields.optionalValue("maximumDuration", ClusterMessageReader::limit)
                .orElse(LoginLimit.none());
        return fields.made(() -> new HomeReply.Accepted(home, user, servers, loginTime, limit));
    }

    private static HomeReply choice(Fields fields) throws Fields.Broken {
        List<DeviceProfileName> profiles = new ArrayList<>();
        for (Fields profile : fields.all("deviceProfile")) {
            profiles.add(profile.as(DeviceProfileName::of));
        }
        if (profiles.size() < 2) {
            throw new Fields.Broken(
                    fields.path() + "/deviceProfile",
                    "there must be at least two profiles to choose from, but there are " + profiles.size());
        }
        return new HomeReply.ChooseProfile(profiles);
    }

    private static LogoutMessage ended(Fields fields) throws Fields.Broken {
        return new LogoutMessage(
                fields.value("cluster", ClusterId::of),
                fields.value("loginId", text -> LoginId.parse(text.trim())),
                fields.value("deviceName", text -> DeviceName.of(text.trim())),
                fields.value("cause", Fields.constant(LogoutCause.class)));
    }

    private static LogoutReply logoutReply(Fields fields) throws Fields.Broken {
        Fields result = fields.oneOf(List.of("success", "failure"));
        return result.name().equals("failure")
                ? new LogoutReply.Refused(failure(result))
                : new LogoutReply.Acknowledged();
    }

    private static LoginsQuery logins(Fields fields) throws Fields.Broken {
        ClusterId from = fields.value("cluster", ClusterId::of);
        List<LoginId> logins = loginIds(fields);
        return fields.made(() -> new LoginsQuery(from, logins));
    }

    /** An answer without {@code live} is unreadable: it must not pass for one that knows none of the logins. */
    private static LoginsAnswer live(Fields fields) throws Fields.Broken {
        Fields live = fields.oneOf(List.of("live", "failure"));
        if (live.name().equals("failure")) {
            return new LoginsAnswer.Refused(failure(live));
        }
        List<LoginId> logins = loginIds(live);
        return live.made(() -> new LoginsAnswer.Live(Set.copyOf(logins)));
    }

    private static List<LoginId> loginIds(Fields fields) throws Fields.Broken {
        List<LoginId> logins = new ArrayList<>();
        for (Fields login : fields.all("loginId")) {
            logins.add(login.as(text -> LoginId.parse(text.trim())));
        }
        return logins;
    }

    private static UpdateQuery update(Fields fields) throws Fields.Broken {
        return new UpdateQuery(fields.value("cluster", ClusterId::of), fields.value("asked", ClusterId::of));
    }

    private static UpdateAnswer updated(Fields fields) throws Fields.Broken {
        Fields data = fields.oneOf(List.of("success", "failure"));
        if (data.name().equals("failure")) {
            return new UpdateAnswer.Refused(failure(data));
        }
        return new UpdateAnswer.Current(new RemoteClusterFacts(
                data.value("cluster", ClusterId::of),
                data.value("release", Release::parse),
                services(data),
                region(data.child("region"))));
    }

    private static Map<InterclusterService, List<ServiceAddress>> services(Fields fields) throws Fields.Broken {
        Map<InterclusterService, List<ServiceAddress>> services = new EnumMap<>(InterclusterService.class);
        for (Fields service : fields.all("service")) {
            Optional<InterclusterService> known = service.attribute("name", ClusterMessageReader::service);
            if (known.isPresent() && services.put(known.get(), addresses(service)) != null) {
                throw new Fields.Broken(service.path(), "a service must not occur more than once");
            }
        }
        return services;
    }

    /** A later product may have services that this one does not know. */
    private static Optional<InterclusterService> service(String name) {
        return Stream.of(InterclusterService.values())
                .filter(each -> each.name().equals(name.trim()))
                .findFirst();
    }

    private static List<ServiceAddress> addresses(Fields service) throws Fields.Broken {
        List<ServiceAddress> addresses = new ArrayList<>();
        for (Fields address : service.all("address")) {
            addresses.add(address.as(ClusterMessageReader::address));
        }
        service.made(() -> Require.range(
                addresses.size(), "number of addresses of a service", 0, RemoteClusterFacts.MOST_ADDRESSES));
        return addresses;
    }

    private static RegionParameters region(Fields fields) throws Fields.Broken {
        int audio = fields.value("maxAudioBitRate", Fields::number);
        int video = fields.value("maxVideoBitRate", Fields::number);
        LinkLossType loss = fields.value("linkLossType", Fields.constant(LinkLossType.class));
        return fields.made(() -> new RegionParameters(audio, video, loss));
    }

    private static ErrorCode failure(Fields fields) throws Fields.Broken {
        return fields.child("error").attribute("code", text -> ErrorCode.of(Fields.number(text)));
    }

    private static ServiceAddress address(String text) {
        return ServiceAddress.parse(text.trim());
    }

    private static URI url(String text) {
        String trimmed = Require.text(text.trim(), "URL", URL_LIMIT);
        try {
            return new URI(trimmed);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the value must be a URL, but is not", e);
        }
    }

    private static LoginLimit limit(String text) {
        return LoginLimit.after(Duration.parse(text.trim()));
    }
}
