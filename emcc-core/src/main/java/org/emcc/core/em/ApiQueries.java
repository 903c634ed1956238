package org.emcc.core.em;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.gateway.LocalPresence;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
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
        if (right.coversAll()) {
            return devices(query, right, remember);
        }
        // Of phones where the caller is not, nothing is asked for it.
        return ports.placesOf(right.user())
                .thenCompose(
                        own -> own.containsAll(query.devices()) ? devices(query, right, remember) : EmApi.refused(10));
    }

    /** Each phone is asked about once, however often it is named. */
    private CompletableFuture<ApiResponse> devices(ApiRequest.DeviceUserQuery query, ApiRight right, boolean remember) {
        Map<DeviceName, CompletableFuture<ApiResponse.Device>> asked = new HashMap<>();
        List<CompletableFuture<ApiResponse.Device>> all = new ArrayList<>();
        for (DeviceName device : query.devices()) {
            all.add(asked.computeIfAbsent(device, name -> device(name, right, remember)));
        }
        return EmApi.all(all).thenApply(devices -> {
            boolean stillOwn = devices.stream()
                    .allMatch(
                            device -> device.user().user().filter(right::covers).isPresent());
            return right.coversAll() || stillOwn ? new ApiResponse.DeviceUsers(devices) : ApiResponse.Failure.of(10);
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
                    ? EmApi.done(there(device, somebody(visitor.get()), ApiResponse.EmccDevice.NO))
                    : EmApi.done(there(device, ApiResponse.Somebody.none(), ApiResponse.EmccDevice.NO));
        }
        return ports.at(device).thenApply(presence -> local(device, presence, right, remember));
    }

    private static ApiResponse.Somebody somebody(VisitingSession visitor) {
        return ApiResponse.Somebody.of(UserId.of(EmPages.visitor(visitor)));
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
        if (!covered(right, query.users())) {
            return EmApi.refused(10);
        }
        Map<UserId, CompletableFuture<ApiResponse.Places>> asked = new HashMap<>();
        List<CompletableFuture<ApiResponse.Places>> all = new ArrayList<>();
        for (UserId user : query.users()) {
            all.add(asked.computeIfAbsent(user, this::places));
        }
        return EmApi.all(all).thenApply(ApiResponse.UserDevices::new);
    }

    /** At phones of this cluster and at those that other clusters have lent (that those count is inferred). */
    private CompletableFuture<ApiResponse.Places> places(UserId asked) {
        Optional<UserId> user = ports.user(asked).map(EndUser::id);
        if (user.isEmpty()) {
            return EmApi.done(new ApiResponse.Places(asked, false, List.of()));
        }
        return ports.placesOf(user.get()).thenApply(places -> new ApiResponse.Places(asked, true, List.copyOf(places)));
    }

    /** The right of an end user is looked at first: a query about many others costs one look at most. */
    private boolean covered(ApiRight right, List<UserId> users) {
        return right.coversAll() || users.stream().distinct().allMatch(user -> ports.covers(right, user));
    }

    CompletableFuture<ApiResponse> checkUsers(ApiRequest.CheckUser query, ApiRight right) {
        if (!covered(right, query.users())) {
            return EmApi.refused(10);
        }
        List<ApiResponse.Checked> users = new ArrayList<>();
        Map<UserId, Boolean> known = new HashMap<>();
        for (UserId user : query.users()) {
            users.add(new ApiResponse.Checked(
                    user, known.computeIfAbsent(user, id -> ports.user(id).isPresent())));
        }
        return EmApi.done(new ApiResponse.CheckedUsers(users));
    }

    CompletableFuture<ApiResponse> profiles(ApiRequest.DeviceProfileQuery query, ApiRight right) {
        if (!covered(right, query.users())) {
            return EmApi.refused(10);
        }
        List<ApiResponse.Profiles> users = new ArrayList<>();
        Map<UserId, ApiResponse.Profiles> known = new HashMap<>();
        for (UserId user : query.users()) {
            users.add(known.computeIfAbsent(user, this::profiles));
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
