package org.emcc.core.em;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
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

    /**
     * A reader.
     *
     * @param escapedUsers whether the ids of users in responses are percent-encoded, as servers send them
     */
    ApiReader(boolean escapedUsers) {
        this.escapedUsers = escapedUsers;
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
        Optional<String> address = fields.optionalValue("remoteIPAddr", String::trim);
        Optional<Boolean> proxy = fields.optionalValue("isViaHeaderSet", Fields::bool);
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
        body.optionalValue("deviceProfile", text -> DeviceProfileName.of(text.trim()))
                .ifPresent(login::profile);
        Optional<Fields> duration = body.optional("exclusiveDuration");
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
        body.optionalValue("loginType", Fields.constant(LoginType.class)).ifPresent(query::loginType);
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

    /** An error with a code, as servers send it; or a message without one, as the DTD has it, which is the unspecified code 0. */
    private static ApiResponse.Failure failure(Fields fields) throws Fields.Broken {
        Fields said = fields.oneOf(List.of("error", "errorMessage"));
        ErrorCode code = said.name().equals("error")
                ? said.attribute("code", text -> ErrorCode.of(Fields.number(text)))
                : ErrorCode.of(0);
        return said.as(text -> new ApiResponse.Failure(code, text.trim()));
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
                device.optionalValue("emccDevice", ApiReader::emccDevice).orElse(ApiResponse.EmccDevice.UNSAID);
        return device.made(() -> new ApiResponse.Device(name, true, user, last, emcc));
    }

    private ApiResponse.Somebody somebody(Fields device, String child, boolean none) throws Fields.Broken {
        Optional<UserId> user = device.optionalValue(child, this::userId);
        if (user.isPresent()) {
            return ApiResponse.Somebody.of(user.get());
        }
        return none ? ApiResponse.Somebody.none() : ApiResponse.Somebody.nothing();
    }

    private static ApiResponse.EmccDevice emccDevice(String text) {
        return switch (text.trim()) {
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

    private static boolean isTrue(String text) {
        return switch (text.trim()) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalArgumentException("the value must be t or f, but is not");
        };
    }
}
