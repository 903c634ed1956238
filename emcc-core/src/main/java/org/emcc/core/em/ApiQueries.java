package org.emcc.core.em;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.gateway.LocalPresence;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.user.EndUser;

/** Queries of applications (em-api-and-axl 1.5 and 1.6). */
final class ApiQueries {
    private final ApiPorts ports;

    ApiQueries(ApiPorts ports) {
        this.ports = ports;
    }

    // ---- phones

    /** An end user is told of a phone only where it is the one who is logged in there. */
    CompletableFuture<ApiResponse> deviceUsers(ApiRequest.DeviceUserQuery query, ApiRight right, boolean remember) {
        List<CompletableFuture<ApiResponse.Device>> asked = new ArrayList<>();
        for (DeviceName device : query.devices()) {
            asked.add(device(device, right, remember));
        }
        return EmApi.all(asked).thenApply(devices -> {
            boolean ownOnly = devices.stream()
                    .allMatch(
                            device -> device.user().user().filter(right::covers).isPresent());
            return right.coversAll() || ownOnly ? new ApiResponse.DeviceUsers(devices) : ApiResponse.Failure.of(10);
        });
    }

    private CompletableFuture<ApiResponse.Device> device(DeviceName device, ApiRight right, boolean remember) {
        Optional<HomeSession> lent = ports.lent(device);
        if (lent.isPresent()) {
            UserId user = lent.get().login().user();
            return EmApi.done(there(device, ApiResponse.Somebody.of(user), ApiResponse.EmccDevice.YES));
        }
        if (ports.phone(device).isEmpty()) {
            return EmApi.done(ApiResponse.Device.unknown(device));
        }
        Optional<VisitingSession> visitor = ports.visitor(device);
        if (visitor.isPresent()) {
            // Whoever is known here by another cluster's word is none of our end users, be the names the same.
            return right.coversAll()
                    ? EmApi.done(there(device, ApiResponse.Somebody.of(user(visitor.get())), ApiResponse.EmccDevice.NO))
                    : EmApi.done(there(device, ApiResponse.Somebody.none(), ApiResponse.EmccDevice.NO));
        }
        return ports.at(device).thenApply(presence -> local(device, presence, right, remember));
    }

    /** By user ID as soon as home has said it, else as it was typed. */
    private static UserId user(VisitingSession session) {
        return session.state()
                .loggedIn()
                .map(HomeReply.Accepted::user)
                .orElseGet(() -> UserId.of(session.login().identifier()));
    }

    private static ApiResponse.Device there(DeviceName device, ApiResponse.Somebody user, ApiResponse.EmccDevice emcc) {
        return new ApiResponse.Device(device, true, user, ApiResponse.Somebody.none(), emcc);
    }

    /** Three slots, whatever is in them (em-api-and-axl 1.6, deviation 1). */
    private static ApiResponse.Device local(
            DeviceName device, LocalPresence presence, ApiRight right, boolean remember) {
        Optional<UserId> last = remember ? presence.last().filter(right::covers) : Optional.empty();
        return new ApiResponse.Device(
                device, true, somebody(presence.user()), somebody(last), ApiResponse.EmccDevice.NO);
    }

    private static ApiResponse.Somebody somebody(Optional<UserId> user) {
        return user.map(ApiResponse.Somebody::of).orElseGet(ApiResponse.Somebody::none);
    }

    // ---- users

    CompletableFuture<ApiResponse> userDevices(ApiRequest.UserDevicesQuery query, ApiRight right) {
        if (!query.users().stream().allMatch(right::covers)) {
            return EmApi.refused(10);
        }
        List<CompletableFuture<ApiResponse.Places>> asked = new ArrayList<>();
        for (UserId user : query.users()) {
            asked.add(places(user));
        }
        return EmApi.all(asked).thenApply(ApiResponse.UserDevices::new);
    }

    /** At phones of this cluster and at those that other clusters have lent (that those count is inferred). */
    private CompletableFuture<ApiResponse.Places> places(UserId user) {
        if (ports.user(user).isEmpty()) {
            return EmApi.done(new ApiResponse.Places(user, false, List.of()));
        }
        return ports.devicesOf(user).thenApply(here -> {
            Set<DeviceName> devices = new LinkedHashSet<>(here);
            ports.away(user).forEach(session -> devices.add(session.login().device()));
            return new ApiResponse.Places(user, true, List.copyOf(devices));
        });
    }

    CompletableFuture<ApiResponse> checkUsers(ApiRequest.CheckUser query, ApiRight right) {
        if (!query.users().stream().allMatch(right::covers)) {
            return EmApi.refused(10);
        }
        List<ApiResponse.Checked> users = new ArrayList<>();
        for (UserId user : query.users()) {
            users.add(new ApiResponse.Checked(user, ports.user(user).isPresent()));
        }
        return EmApi.done(new ApiResponse.CheckedUsers(users));
    }

    CompletableFuture<ApiResponse> profiles(ApiRequest.DeviceProfileQuery query, ApiRight right) {
        if (!query.users().stream().allMatch(right::covers)) {
            return EmApi.refused(10);
        }
        List<ApiResponse.Profiles> users = new ArrayList<>();
        for (UserId user : query.users()) {
            users.add(profiles(user));
        }
        return EmApi.done(new ApiResponse.DeviceProfiles(users));
    }

    /** The first controlled profile is the default one (inferred: that setting is not modelled). */
    private ApiResponse.Profiles profiles(UserId id) {
        Optional<EndUser> user = ports.user(id);
        if (user.isEmpty()) {
            return ApiResponse.Profiles.failed(id, ApiResponse.Failure.of(23));
        }
        List<DeviceProfileName> names = user.get().controlledProfiles();
        if (names.isEmpty()) {
            return ApiResponse.Profiles.failed(id, ApiResponse.Failure.of(12));
        }
        List<ApiResponse.Profile> profiles = new ArrayList<>();
        for (DeviceProfileName name : names) {
            profiles.add(new ApiResponse.Profile(name, profiles.isEmpty()));
        }
        return ApiResponse.Profiles.of(id, profiles);
    }
}
