package org.emcc.core.em;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.XmlNode.Element;

/** Writes messages of the API: no declaration, no DOCTYPE, no namespace, the order of the DTD (em-api-and-axl 1.11). */
final class ApiWriter {
    private ApiWriter() {}

    /** The request, with what else stood in it when it was read. */
    static Element write(ApiRequest request) {
        return request.extras().into(known(request));
    }

    /** What is known of the request. */
    static Element known(ApiRequest request) {
        boolean action = switch (request.kind()) {
            case LOGIN, LOGOUT, LOGOUT_ALL -> true;
            case DEVICE_USER_QUERY, USER_DEVICES_QUERY, CHECK_USER, DEVICE_PROFILE_QUERY -> false;
        };
        return Element.of(action ? "request" : "query", List.of(appInfo(request.application()), body(request)));
    }

    private static Element appInfo(ApiApplication info) {
        String secret = info.form() == ApiApplication.Form.PASSWORD ? "appCertificate" : "appEncryptedCertificate";
        return Element.of(
                "appInfo",
                List.of(Element.of("appID", info.appId()), Element.of(secret, String.valueOf(info.reveal()))));
    }

    private static Element body(ApiRequest request) {
        return switch (request.kind()) {
            case LOGIN -> login((ApiRequest.Login) request);
            case LOGOUT -> {
                ApiRequest.Logout logout = (ApiRequest.Logout) request;
                yield with(
                        "logout",
                        List.of(Element.of("deviceName", logout.device().value())),
                        logout.caller());
            }
            case LOGOUT_ALL -> with("logoutAll", List.of(), request.caller());
            case DEVICE_USER_QUERY -> deviceUserQuery((ApiRequest.DeviceUserQuery) request);
            case USER_DEVICES_QUERY -> {
                // The DTD has no isViaHeaderSet here.
                ApiRequest.UserDevicesQuery query = (ApiRequest.UserDevicesQuery) request;
                yield with(
                        "userDevicesQuery", users(query.users()), query.caller().withoutViaProxy());
            }
            case CHECK_USER -> {
                ApiRequest.CheckUser query = (ApiRequest.CheckUser) request;
                yield with("checkUser", users(query.users()), query.caller());
            }
            case DEVICE_PROFILE_QUERY -> {
                ApiRequest.DeviceProfileQuery query = (ApiRequest.DeviceProfileQuery) request;
                yield with("deviceProfileQuery", users(query.users()), query.caller());
            }
        };
    }

    private static Element login(ApiRequest.Login login) {
        List<Element> all = new ArrayList<>();
        all.add(Element.of("deviceName", login.device().value()));
        all.add(Element.of("userID", login.user().value()));
        login.profile().ifPresent(profile -> all.add(Element.of("deviceProfile", profile.value())));
        login.duration().ifPresent(duration -> all.add(Element.of("exclusiveDuration", List.of(length(duration)))));
        return with("login", all, login.caller());
    }

    private static Element length(ExclusiveDuration duration) {
        return duration.minutes().isPresent()
                ? Element.of("time", String.valueOf(duration.minutes().getAsInt()))
                : Element.of("indefinite", "");
    }

    private static Element deviceUserQuery(ApiRequest.DeviceUserQuery query) {
        List<Element> all = new ArrayList<>();
        query.devices().forEach(device -> all.add(Element.of("deviceName", device.value())));
        query.loginType().ifPresent(type -> all.add(Element.of("loginType", type.name())));
        return with("deviceUserQuery", all, query.caller().withoutViaProxy());
    }

    private static List<Element> users(List<UserId> users) {
        return users.stream().map(user -> Element.of("userID", user.value())).toList();
    }

    private static Element with(String name, List<Element> parts, ApiCaller caller) {
        List<Element> all = new ArrayList<>(parts);
        caller.remoteAddress().ifPresent(address -> all.add(Element.of("remoteIPAddr", address)));
        caller.viaProxy().ifPresent(via -> all.add(Element.of("isViaHeaderSet", String.valueOf(via))));
        return Element.of(name, all);
    }

    /** The response, with what else stood in it when it was read. */
    static Element write(ApiResponse response) {
        return response.extras().into(known(response));
    }

    /** What is known of the response. */
    static Element known(ApiResponse response) {
        return Element.of(
                "response",
                List.of(
                        switch (response.kind()) {
                            case SUCCESS -> Element.of("success", "");
                            case FAILURE -> failure((ApiResponse.Failure) response);
                            case DEVICE_USERS ->
                                Element.of(
                                        "deviceUserResults",
                                        ((ApiResponse.DeviceUsers) response)
                                                .devices().stream()
                                                        .map(ApiWriter::device)
                                                        .toList());
                            case USER_DEVICES ->
                                Element.of(
                                        "userDevicesResults",
                                        ((ApiResponse.UserDevices) response)
                                                .users().stream()
                                                        .map(ApiWriter::places)
                                                        .toList());
                            case CHECKED_USERS ->
                                Element.of(
                                        "checkUserResults",
                                        ((ApiResponse.CheckedUsers) response)
                                                .users().stream()
                                                        .map(ApiWriter::checked)
                                                        .toList());
                            case DEVICE_PROFILES ->
                                Element.of(
                                        "deviceProfileResults",
                                        ((ApiResponse.DeviceProfiles) response)
                                                .users().stream()
                                                        .map(ApiWriter::profiles)
                                                        .toList());
                        }));
    }

    private static Element failure(ApiResponse.Failure failure) {
        Element text = Element.of("error", failure.text());
        return Element.of(
                "failure",
                List.of(new Element(
                        "error", Map.of("code", String.valueOf(failure.code().number())), text.children())));
    }

    /** Three slots in their order, as servers send them (em-api-and-axl 1.6, deviation 1). */
    private static Element device(ApiResponse.Device device) {
        List<Element> slots = new ArrayList<>();
        if (device.exists()) {
            slot("userID", device.user(), slots);
            slot("lastlogin", device.lastLogin(), slots);
            if (device.emcc() != ApiResponse.EmccDevice.UNSAID) {
                slots.add(Element.of("emccDevice", device.emcc() == ApiResponse.EmccDevice.YES ? "yes" : "no"));
            }
        } else {
            slots.add(Element.of("doesNotExist", ""));
        }
        return new Element("device", Map.of("name", device.name().value()), List.copyOf(slots));
    }

    private static void slot(String name, ApiResponse.Somebody somebody, List<Element> slots) {
        switch (somebody.said()) {
            case SOMEBODY -> slots.add(Element.of(name, escaped(somebody.user().orElseThrow())));
            case NONE -> slots.add(Element.of("none", ""));
            case NOTHING -> {
                // The slot is left out.
            }
        }
    }

    private static Element places(ApiResponse.Places places) {
        List<Element> all = new ArrayList<>();
        if (!places.exists()) {
            all.add(Element.of("doesNotExist", ""));
        } else if (places.devices().isEmpty()) {
            all.add(Element.of("none", ""));
        } else {
            places.devices().forEach(device -> all.add(Element.of("deviceName", device.value())));
        }
        return user(places.user(), all);
    }

    private static Element checked(ApiResponse.Checked checked) {
        return user(
                checked.user(), checked.exists() ? List.of(Element.of("exists", escaped(checked.user()))) : List.of());
    }

    private static Element profiles(ApiResponse.Profiles profiles) {
        List<Element> all = new ArrayList<>();
        profiles.profiles()
                .forEach(profile -> all.add(Element.of(
                        "deviceProfile",
                        List.of(
                                Element.of("deviceProfileName", profile.name().value()),
                                Element.of("isDefaultDeviceProfile", profile.isDefault() ? "t" : "f")))));
        profiles.failure().ifPresent(failure -> all.add(failure(failure)));
        return user(profiles.user(), all);
    }

    private static Element user(UserId user, List<Element> children) {
        return new Element("user", Map.of("id", escaped(user)), List.copyOf(children));
    }

    /** User ids come back percent-encoded (em-api-and-axl 1.6, deviation 7). */
    private static String escaped(UserId user) {
        return URLEncoder.encode(user.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
