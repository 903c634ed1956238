package org.emcc.core.em;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.emcc.core.Problem;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;
import org.emcc.core.session.ErrorCode;

/**
 * Reads messages of the API in any order of elements; what it does not know it passes over
 * (em-api-and-axl 1.11); see {@link UnknownElements}.
 */
final class ApiReader {
    private static final List<String> ACTIONS = List.of("login", "logout", "logoutAll");

    /** Both names of the queries: those of the DTD, and those of the prose (em-api-and-axl 1.5). */
    private static final List<String> QUERIES = List.of(
            "deviceUserQuery",
            "userDevicesQuery",
            "userQuery",
            "checkUser",
            "deviceProfileQuery",
            "userDeviceProfileQuery");

    private static final List<String> RESULTS = List.of(
            "success",
            "failure",
            "deviceUserResults",
            "userDevicesResults",
            "checkUserResults",
            "deviceProfileResults");

    private final boolean escapedUsers;
    private final List<Problem> remarks = new ArrayList<>();

    /**
     * A reader.
     *
     * @param escapedUsers whether the ids of users in responses are percent-encoded, as servers send them
     */
    ApiReader(boolean escapedUsers) {
        this.escapedUsers = escapedUsers;
    }

    /** What was tolerated in what was read. */
    List<Problem> remarks() {
        return remarks;
    }

    // ---- requests

    ApiRequest request(Element element) throws Fields.Broken {
        Fields root = Fields.of(element);
        boolean action = element.name().equals("request");
        if (!action && !element.name().equals("query")) {
            throw new Fields.Broken("root", "the root must be request or query");
        }
        Fields body = root.oneOf(action ? ACTIONS : QUERIES);
        ApiApplication info = appInfo(root.child("appInfo"));
        ApiCaller caller = caller(body);
        return switch (body.name()) {
            case "login" -> login(info, body, caller);
            case "logout" -> new ApiRequest.Logout(info, device(body), caller);
            case "logoutAll" -> new ApiRequest.LogoutAll(info, caller);
            case "deviceUserQuery" -> deviceUserQuery(info, body, caller);
            case "checkUser" -> {
                List<UserId> users = users(body);
                yield body.made(() -> new ApiRequest.CheckUser(info, users, caller));
            }
            case "deviceProfileQuery", "userDeviceProfileQuery" -> {
                List<UserId> users = users(body);
                yield body.made(() -> new ApiRequest.DeviceProfileQuery(info, users, caller));
            }
            default -> {
                List<UserId> users = users(body);
                yield body.made(() -> new ApiRequest.UserDevicesQuery(info, users, caller));
            }
        };
    }

    static ApiRequest keeping(ApiRequest request, MessageExtras extras) {
        if (extras.isEmpty()) {
            return request;
        }
        ApiApplication info = request.application();
        ApiCaller caller = request.caller();
        return switch (request.kind()) {
            case LOGIN -> ((ApiRequest.Login) request).with(extras);
            case LOGOUT -> new ApiRequest.Logout(info, ((ApiRequest.Logout) request).device(), caller, extras);
            case LOGOUT_ALL -> new ApiRequest.LogoutAll(info, caller, extras);
            case DEVICE_USER_QUERY -> ((ApiRequest.DeviceUserQuery) request).with(extras);
            case USER_DEVICES_QUERY ->
                new ApiRequest.UserDevicesQuery(info, ((ApiRequest.UserDevicesQuery) request).users(), caller, extras);
            case CHECK_USER -> new ApiRequest.CheckUser(info, ((ApiRequest.CheckUser) request).users(), caller, extras);
            case DEVICE_PROFILE_QUERY ->
                new ApiRequest.DeviceProfileQuery(
                        info, ((ApiRequest.DeviceProfileQuery) request).users(), caller, extras);
        };
    }

    /** A query that holds something besides the application, and nothing that is known. */
    static boolean asksUnknown(Element root) {
        return root.name().equals("query")
                && QUERIES.stream().allMatch(query -> root.first(query).isEmpty())
                && root.elements().stream().anyMatch(child -> !child.name().equals("appInfo"));
    }

    private static ApiApplication appInfo(Fields fields) throws Fields.Broken {
        Fields secret = fields.oneOf(List.of("appCertificate", "appEncryptedCertificate"));
        ApiApplication.Form form =
                secret.name().equals("appCertificate") ? ApiApplication.Form.PASSWORD : ApiApplication.Form.ENCRYPTED;
        String appId = fields.value("appID", String::trim);
        char[] characters = secret.as(String::toCharArray);
        return fields.made(() -> ApiApplication.of(appId, form, characters));
    }

    private static ApiCaller caller(Fields fields) throws Fields.Broken {
        Optional<String> address = fields.filledValue("remoteIPAddr", String::trim);
        Optional<Boolean> proxy = fields.filledValue("isViaHeaderSet", text -> Fields.bool(lower(text)));
        ApiCaller caller = address.isPresent()
                ? fields.made(() -> ApiCaller.unknown().withRemoteAddress(address.get()))
                : ApiCaller.unknown();
        return proxy.isPresent() ? caller.withViaProxy(proxy.get()) : caller;
    }

    private static DeviceName device(Fields fields) throws Fields.Broken {
        return fields.value("deviceName", ApiReader::deviceName);
    }

    private static DeviceName deviceName(String text) {
        return DeviceName.of(text.trim());
    }

    private static ApiRequest login(ApiApplication info, Fields body, ApiCaller caller) throws Fields.Broken {
        ApiRequest.Login.Builder login = ApiRequest.Login.builder(
                        info, device(body), body.value("userID", text -> UserId.of(text.trim())))
                .caller(caller);
        body.filledValue("deviceProfile", text -> DeviceProfileName.of(text.trim()))
                .ifPresent(login::profile);
        Optional<Fields> duration = body.filled("exclusiveDuration");
        if (duration.isPresent()) {
            login.duration(length(duration.get()));
        }
        return login.build();
    }

    private static ExclusiveDuration length(Fields fields) throws Fields.Broken {
        Fields length = fields.oneOf(List.of("time", "indefinite"));
        return length.name().equals("time")
                ? length.as(text -> ExclusiveDuration.minutes(Fields.number(text)))
                : ExclusiveDuration.indefinite();
    }

    private static ApiRequest deviceUserQuery(ApiApplication info, Fields body, ApiCaller caller) throws Fields.Broken {
        List<DeviceName> devices = new ArrayList<>();
        for (Fields device : body.all("deviceName")) {
            devices.add(device.as(ApiReader::deviceName));
        }
        ApiRequest.DeviceUserQuery.Builder query = body.made(() -> ApiRequest.DeviceUserQuery.builder(info, devices))
                .caller(caller);
        body.filledValue("loginType", Fields.constant(LoginType.class)).ifPresent(query::loginType);
        return query.build();
    }

    private static List<UserId> users(Fields body) throws Fields.Broken {
        List<UserId> users = new ArrayList<>();
        for (Fields user : body.all("userID")) {
            users.add(user.as(text -> UserId.of(text.trim())));
        }
        return users;
    }

    // ---- responses

    ApiResponse response(Element element) throws Fields.Broken {
        if (!element.name().equals("response")) {
            throw new Fields.Broken("root", "the root must be response");
        }
        Fields body = Fields.of(element).oneOf(RESULTS);
        return switch (body.name()) {
            case "success" -> new ApiResponse.Success();
            case "failure" -> failure(body);
            case "deviceUserResults" -> {
                List<ApiResponse.Device> devices = new ArrayList<>();
                for (Fields device : body.all("device")) {
                    devices.add(place(device));
                }
                yield new ApiResponse.DeviceUsers(devices);
            }
            case "userDevicesResults" -> {
                List<ApiResponse.Places> users = new ArrayList<>();
                for (Fields user : body.all("user")) {
                    users.add(places(user));
                }
                yield new ApiResponse.UserDevices(users);
            }
            case "checkUserResults" -> {
                List<ApiResponse.Checked> users = new ArrayList<>();
                for (Fields user : body.all("user")) {
                    users.add(new ApiResponse.Checked(id(user), user.has("exists")));
                }
                yield new ApiResponse.CheckedUsers(users);
            }
            default -> {
                List<ApiResponse.Profiles> users = new ArrayList<>();
                for (Fields user : body.all("user")) {
                    users.add(profiles(user));
                }
                yield new ApiResponse.DeviceProfiles(users);
            }
        };
    }

    /**
     * The published DTD has {@code userID} in the profiles of users where servers write {@code user} with an {@code id} (em-api-and-axl
     * 1.6, deviation 5). It is read as the latter, and given back so.
     */
    static Element asPractised(Element response) {
        return new Element(
                response.name(),
                response.attributes(),
                each(
                        response,
                        "deviceProfileResults",
                        results -> new Element(
                                results.name(), results.attributes(), each(results, "userID", ApiReader::user))));
    }

    private static List<XmlNode> each(Element parent, String name, UnaryOperator<Element> change) {
        List<XmlNode> children = new ArrayList<>();
        for (XmlNode child : parent.children()) {
            children.add(
                    child instanceof Element element && element.name().equals(name) ? change.apply(element) : child);
        }
        return children;
    }

    private static Element user(Element userId) {
        Map<String, String> attributes = new LinkedHashMap<>(userId.attributes());
        attributes.put("id", userId.text());
        return new Element("user", attributes, List.copyOf(userId.elements()));
    }

    static ApiResponse keeping(ApiResponse response, MessageExtras extras) {
        if (extras.isEmpty()) {
            return response;
        }
        return switch (response.kind()) {
            case SUCCESS -> new ApiResponse.Success(extras);
            case FAILURE -> {
                ApiResponse.Failure failure = (ApiResponse.Failure) response;
                yield new ApiResponse.Failure(failure.code(), failure.text(), extras);
            }
            case DEVICE_USERS -> new ApiResponse.DeviceUsers(((ApiResponse.DeviceUsers) response).devices(), extras);
            case USER_DEVICES -> new ApiResponse.UserDevices(((ApiResponse.UserDevices) response).users(), extras);
            case CHECKED_USERS -> new ApiResponse.CheckedUsers(((ApiResponse.CheckedUsers) response).users(), extras);
            case DEVICE_PROFILES ->
                new ApiResponse.DeviceProfiles(((ApiResponse.DeviceProfiles) response).users(), extras);
        };
    }

    /**
     * An error with a code, as servers send it; or a message without one, as the DTD has it, which is the unspecified code 0. That
     * something was refused is never lost for the words or the code it was refused with.
     */
    private ApiResponse.Failure failure(Fields fields) throws Fields.Broken {
        Fields said = fields.oneOf(List.of("error", "errorMessage"));
        ErrorCode code = said.name().equals("error") ? code(said) : ErrorCode.of(0);
        return said.as(text -> new ApiResponse.Failure(code, oneLine(text)));
    }

    private ErrorCode code(Fields said) {
        try {
            return said.attribute("code", text -> ErrorCode.of(Fields.number(text)));
        } catch (Fields.Broken e) {
            remarks.add(e.problem());
            return ErrorCode.of(0);
        }
    }

    /** Words for people as one line that a failure takes. */
    private static String oneLine(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() <= ApiResponse.Failure.TEXT_LIMIT; i++) {
            char c = text.charAt(i);
            boolean gap = Character.isWhitespace(c) || Character.isISOControl(c);
            if (!gap) {
                out.append(c);
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return Display.fit(out.toString(), ApiResponse.Failure.TEXT_LIMIT);
    }

    private UserId id(Fields user) throws Fields.Broken {
        return user.attribute("id", this::userId);
    }

    private UserId userId(String text) {
        String trimmed = text.trim();
        return UserId.of(
                escapedUsers ? URLDecoder.decode(trimmed.replace("+", "%2B"), StandardCharsets.UTF_8) : trimmed);
    }

    /** The slots go by their place: the first none is for the user, the second for the last one. */
    private ApiResponse.Device place(Fields device) throws Fields.Broken {
        DeviceName name = device.attribute("name", ApiReader::deviceName);
        if (device.has("doesNotExist")) {
            return ApiResponse.Device.unknown(name);
        }
        int none = device.all("none").size();
        ApiResponse.Somebody user = somebody(device, "userID", none > 0);
        boolean taken = user.said() == ApiResponse.Said.NONE;
        ApiResponse.Somebody last = somebody(device, "lastlogin", none > (taken ? 1 : 0));
        ApiResponse.EmccDevice emcc =
                device.filledValue("emccDevice", ApiReader::emccDevice).orElse(ApiResponse.EmccDevice.UNSAID);
        return device.made(() -> new ApiResponse.Device(name, true, user, last, emcc));
    }

    private ApiResponse.Somebody somebody(Fields device, String child, boolean none) throws Fields.Broken {
        Optional<UserId> user = device.filledValue(child, this::userId);
        if (user.isPresent()) {
            return ApiResponse.Somebody.of(user.get());
        }
        return none ? ApiResponse.Somebody.none() : ApiResponse.Somebody.nothing();
    }

    private static ApiResponse.EmccDevice emccDevice(String text) {
        return switch (lower(text)) {
            case "yes" -> ApiResponse.EmccDevice.YES;
            case "no" -> ApiResponse.EmccDevice.NO;
            default -> throw new IllegalArgumentException("the value must be yes or no, but is not");
        };
    }

    private ApiResponse.Places places(Fields user) throws Fields.Broken {
        List<DeviceName> devices = new ArrayList<>();
        for (Fields device : user.all("deviceName")) {
            devices.add(device.as(ApiReader::deviceName));
        }
        UserId id = id(user);
        return user.made(() -> new ApiResponse.Places(id, !user.has("doesNotExist"), devices));
    }

    private ApiResponse.Profiles profiles(Fields user) throws Fields.Broken {
        List<ApiResponse.Profile> profiles = new ArrayList<>();
        for (Fields profile : user.all("deviceProfile")) {
            profiles.add(new ApiResponse.Profile(
                    profile.value("deviceProfileName", text -> DeviceProfileName.of(text.trim())),
                    profile.value("isDefaultDeviceProfile", ApiReader::isTrue)));
        }
        UserId id = id(user);
        Optional<Fields> failed = user.optional("failure");
        return failed.isPresent() && profiles.isEmpty()
                ? ApiResponse.Profiles.failed(id, failure(failed.get()))
                : ApiResponse.Profiles.of(id, profiles);
    }

    /** How such values are spelled is not public (em-api-and-axl 1.3), so that any case is read. */
    private static String lower(String text) {
        return text.trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isTrue(String text) {
        return switch (lower(text)) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalArgumentException("the value must be t or f, but is not");
        };
    }
}
