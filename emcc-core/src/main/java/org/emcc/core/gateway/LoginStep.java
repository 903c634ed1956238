package org.emcc.core.gateway;

import java.util.List;
import java.util.Objects;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.Ending;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.session.TemporaryDevice;

/**
 * One step of a login, as it happened: what a listener is told. It holds no secret.
 *
 * <p>Source: design 4; emcc-behaviour 2.7, 2.8 and 3.1 (the steps).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LoginStep {
    /**
     * Which login and phone the step belongs to.
     *
     * @param login the id of the login
     * @param device the phone
     */
    record Subject(LoginId login, DeviceName device) {
        /**
         * Checks the parts.
         *
         * @param login the id of the login
         * @param device the phone
         */
        public Subject {
            Objects.requireNonNull(login, "login");
            Objects.requireNonNull(device, "device");
        }
    }

    /**
     * Visiting: a user asked for a login.
     *
     * @param subject the login and the phone
     * @param identifier what the user typed
     */
    record LoginBegun(Subject subject, String identifier) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param identifier what the user typed
         */
        public LoginBegun {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(identifier, "identifier");
        }
    }

    /**
     * Visiting: a remote cluster was asked for the user.
     *
     * @param subject the login and the phone
     * @param remote the cluster
     * @param answer what it answered, in words
     */
    record UserSought(Subject subject, ClusterId remote, String answer) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param remote the cluster
         * @param answer what it answered, in words
         */
        public UserSought {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(remote, "remote");
            Objects.requireNonNull(answer, "answer");
        }
    }

    /**
     * Visiting: the login request went to home.
     *
     * @param subject the login and the phone
     * @param home the home cluster
     */
    record HomeAsked(Subject subject, ClusterId home) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param home the home cluster
         */
        public HomeAsked {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(home, "home");
        }
    }

    /**
     * Visiting: the login ended without success.
     *
     * @param subject the login and the phone
     * @param ending how
     */
    record LoginRefused(Subject subject, Ending ending) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param ending how
         */
        public LoginRefused {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(ending, "ending");
        }
    }

    /**
     * Visiting: home accepted, and the remote login was recorded.
     *
     * @param subject the login and the phone
     * @param home the home cluster
     * @param homeTftpServers where home's files are
     */
    record LoginRecorded(Subject subject, ClusterId home, List<ServiceAddress> homeTftpServers) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param home the home cluster
         * @param homeTftpServers where home's files are
         */
        public LoginRecorded {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(home, "home");
            homeTftpServers = List.copyOf(homeTftpServers);
        }
    }

    /**
     * Visiting: the redirect replaced the phone's own file.
     *
     * @param subject the login and the phone
     * @param file the redirect file
     */
    record RedirectPublished(Subject subject, PublishedFile file) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param file the redirect file
         */
        public RedirectPublished {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * Either side: the phone was told to restart.
     *
     * @param subject the login and the phone
     * @param outcome what came of it
     */
    record PhoneReset(Subject subject, ResetOutcome outcome) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param outcome what came of it
         */
        public PhoneReset {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Visiting: the login is being ended at visiting.
     *
     * @param subject the login and the phone
     * @param cause why
     */
    record LogoutBegun(Subject subject, LogoutCause cause) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param cause why
         */
        public LogoutBegun {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * Visiting: the phone's own file is served again.
     *
     * @param subject the login and the phone
     */
    record OwnFileRestored(Subject subject) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         */
        public OwnFileRestored {
            Objects.requireNonNull(subject, "subject");
        }
    }

    /**
     * Visiting: home was told that the login has ended.
     *
     * @param subject the login and the phone
     * @param home the home cluster
     * @param acknowledged whether it confirmed
     */
    record HomeTold(Subject subject, ClusterId home, boolean acknowledged) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param home the home cluster
         * @param acknowledged whether it confirmed
         */
        public HomeTold {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(home, "home");
        }
    }

    /**
     * Home: a remote cluster asked for a user.
     *
     * @param from the asking cluster
     * @param identifier what the user typed
     * @param mine whether the user is ours
     */
    record UserQueried(ClusterId from, String identifier, boolean mine) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param from the asking cluster
         * @param identifier what the user typed
         * @param mine whether the user is ours
         */
        public UserQueried {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(identifier, "identifier");
        }
    }

    /**
     * Home: a login request was refused, or answered with a question.
     *
     * @param subject the login and the phone
     * @param visiting the visiting cluster
     * @param ending how
     */
    record AdmissionRefused(Subject subject, ClusterId visiting, Ending ending) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param visiting the visiting cluster
         * @param ending how
         */
        public AdmissionRefused {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(visiting, "visiting");
            Objects.requireNonNull(ending, "ending");
        }
    }

    /**
     * Home: the device pool was chosen.
     *
     * @param subject the login and the phone
     * @param pool the pool
     * @param match why
     */
    record PoolChosen(Subject subject, DevicePoolName pool, GeolocationMatch match) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param pool the pool
         * @param match why
         */
        public PoolChosen {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(pool, "pool");
            Objects.requireNonNull(match, "match");
        }
    }

    /**
     * Home: a base device was claimed.
     *
     * @param subject the login and the phone
     * @param baseDevice the base device
     */
    record BaseDeviceReserved(Subject subject, BaseDeviceName baseDevice) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param baseDevice the base device
         */
        public BaseDeviceReserved {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(baseDevice, "baseDevice");
        }
    }

    /**
     * Home: the temporary device was made.
     *
     * @param subject the login and the phone
     * @param temporaryDevice the device with the origin of each attribute
     */
    record DeviceBuilt(Subject subject, TemporaryDevice temporaryDevice) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param temporaryDevice the device with the origin of each attribute
         */
        public DeviceBuilt {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(temporaryDevice, "temporaryDevice");
        }
    }

    /**
     * Home: the phone's configuration file is ready.
     *
     * @param subject the login and the phone
     * @param file the file
     */
    record FilesPublished(Subject subject, PublishedFile file) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param file the file
         */
        public FilesPublished {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * Home: the phone registered with home.
     *
     * @param subject the login and the phone
     */
    record PhoneRegistered(Subject subject) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         */
        public PhoneRegistered {
            Objects.requireNonNull(subject, "subject");
        }
    }

    /**
     * Home: the phone is no longer registered with home.
     *
     * @param subject the login and the phone
     */
    record PhoneUnregistered(Subject subject) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         */
        public PhoneUnregistered {
            Objects.requireNonNull(subject, "subject");
        }
    }

    /**
     * Home: the login is being ended at home.
     *
     * @param subject the login and the phone
     * @param cause why
     */
    record ReleaseBegun(Subject subject, LogoutCause cause) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param cause why
         */
        public ReleaseBegun {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * Home: the visiting cluster was given notice.
     *
     * @param subject the login and the phone
     * @param visiting the visiting cluster
     * @param acknowledged whether it confirmed
     */
    record VisitingTold(Subject subject, ClusterId visiting, boolean acknowledged) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param visiting the visiting cluster
         * @param acknowledged whether it confirmed
         */
        public VisitingTold {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(visiting, "visiting");
        }
    }

    /**
     * Visiting: a remote cluster was asked for its data.
     *
     * @param cluster the remote cluster
     * @param status what came of it
     */
    record RemoteClusterUpdated(ClusterId cluster, RemoteStatus status) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param cluster the remote cluster
         * @param status what came of it
         */
        public RemoteClusterUpdated {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(status, "status");
        }
    }

    /**
     * Home: the login is over and the base device free.
     *
     * @param subject the login and the phone
     * @param baseDevice the base device
     * @param cause why
     */
    record Released(Subject subject, BaseDeviceName baseDevice, LogoutCause cause) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param baseDevice the base device
         * @param cause why
         */
        public Released {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(baseDevice, "baseDevice");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * Either side: a port or a store failed on the way. The login ends with a code, or is tried again.
     *
     * @param subject the login and the phone
     * @param what what was being done
     * @param reason what the port said, in its own words
     */
    record Failed(Subject subject, String what, String reason) implements LoginStep {
        /**
         * Checks the parts.
         *
         * @param subject the login and the phone
         * @param what what was being done
         * @param reason what the port said
         */
        public Failed {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
