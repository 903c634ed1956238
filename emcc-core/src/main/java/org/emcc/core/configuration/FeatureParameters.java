package org.emcc.core.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ServiceAddress;

/**
 * The EMCC feature configuration of a cluster, by the names of its page. What is absent has the default named.
 *
 * <p>Source: emcc-behaviour 5.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class FeatureParameters {
    private static final String CODEC_LIST = "EMCC Region Audio Codec Preference List";

    /**
     * <em>Default TFTP Server for EMCC Login Device</em>: the TFTP node given to devices that log in here from elsewhere; unset, every
     * login ends with 39 (no default).
     */
    public static final Parameter<ServiceAddress> DEFAULT_TFTP_SERVER =
            Parameter.address("Default TFTP Server for EMCC Login Device");

    /** <em>Backup TFTP Server for EMCC Login Device</em> (no default). */
    public static final Parameter<ServiceAddress> BACKUP_TFTP_SERVER =
            Parameter.address("Backup TFTP Server for EMCC Login Device");

    /** <em>Default Interval for Expired EMCC Device Maintenance</em>, 10 to 1440 minutes (default 1440). */
    public static final Parameter<Integer> EXPIRED_DEVICE_MAINTENANCE =
            Parameter.number("Default Interval for Expired EMCC Device Maintenance", 1440, 10, 1440, "minutes");

    /** <em>Enable All Remote Cluster Services When Adding A New Remote Cluster</em> (default false). */
    public static final Parameter<Boolean> ENABLE_ALL_REMOTE_CLUSTER_SERVICES =
            Parameter.flag("Enable All Remote Cluster Services When Adding A New Remote Cluster", false);

    /** <em>CSS for PSTN Access SIP Trunk</em> (default the trunk's). */
    public static final Parameter<CssForPstnAccess> CSS_FOR_PSTN_ACCESS = Parameter.choice(
            "CSS for PSTN Access SIP Trunk",
            CssForPstnAccess.USE_TRUNK_CSS,
            CssForPstnAccess::label,
            CssForPstnAccess::byLabel);

    /** <em>EMCC Geolocation Filter</em>, the name of a filter (no default). */
    public static final Parameter<String> GEOLOCATION_FILTER = Parameter.text("EMCC Geolocation Filter", 50);

    /**
     * <em>EMCC Region Max Audio Bit Rate</em>, in kbps (default 8; the list of the page is not public, so any rate up to the greatest
     * that a region has is taken, inferred).
     */
    public static final Parameter<Integer> REGION_MAX_AUDIO_BIT_RATE =
            Parameter.number("EMCC Region Max Audio Bit Rate", 8, 1, 8128, "kbps");

    /** <em>EMCC Region Max Video Call Bit Rate (Includes Audio)</em>, 0 to 8128 kbps (default 384). */
    public static final Parameter<Integer> REGION_MAX_VIDEO_BIT_RATE =
            Parameter.number("EMCC Region Max Video Call Bit Rate (Includes Audio)", 384, 0, 8128, "kbps");

    /**
     * <em>EMCC Region Link Loss Type</em> (default low loss). Newer pages have <em>EMCC Region Audio Codec Preference List</em> in its
     * place: its two factory lists are read as the two types.
     */
    public static final Parameter<LinkLossType> REGION_LINK_LOSS_TYPE = Parameter.choice(
                    "EMCC Region Link Loss Type",
                    LinkLossType.LOW_LOSS,
                    LinkLossType::label,
                    FeatureParameters::linkLossType)
            .alsoNamed(CODEC_LIST);

    /** <em>RSVP SIP Trunk KeepAlive Timer</em>, 1 to 600 seconds (default 15). */
    public static final Parameter<Integer> RSVP_KEEP_ALIVE =
            Parameter.number("RSVP SIP Trunk KeepAlive Timer", 15, 1, 600, "seconds");

    /** <em>Default Server For Remote Cluster Update</em> (no default). */
    public static final Parameter<ServiceAddress> DEFAULT_UPDATE_SERVER =
            Parameter.address("Default Server For Remote Cluster Update");

    /** <em>Backup Server for Remote Cluster Update</em> (no default). */
    public static final Parameter<ServiceAddress> BACKUP_UPDATE_SERVER =
            Parameter.address("Backup Server for Remote Cluster Update");

    /** <em>Remote Cluster Update Interval</em>, 15 to 10080 minutes (default 30). */
    public static final Parameter<Integer> REMOTE_CLUSTER_UPDATE =
            Parameter.number("Remote Cluster Update Interval", 30, 15, 10_080, "minutes");

    private static final List<Parameter<?>> ALL = List.of(
            DEFAULT_TFTP_SERVER,
            BACKUP_TFTP_SERVER,
            EXPIRED_DEVICE_MAINTENANCE,
            ENABLE_ALL_REMOTE_CLUSTER_SERVICES,
            CSS_FOR_PSTN_ACCESS,
            GEOLOCATION_FILTER,
            REGION_MAX_AUDIO_BIT_RATE,
            REGION_MAX_VIDEO_BIT_RATE,
            REGION_LINK_LOSS_TYPE,
            RSVP_KEEP_ALIVE,
            DEFAULT_UPDATE_SERVER,
            BACKUP_UPDATE_SERVER,
            REMOTE_CLUSTER_UPDATE);

    private final ParameterValues values;

    private FeatureParameters(ParameterValues values) {
        this.values = values;
    }

    /**
     * All EMCC feature parameters, in the order of the page.
     *
     * @return the 13 parameters
     */
    public static List<Parameter<?>> all() {
        return ALL;
    }

    /**
     * Starts one in which nothing is set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(ParameterValues.of("EMCC feature parameter", ALL));
    }

    /**
     * Reads what was found in a real cluster. What is wrong is kept as invalid, a parameter that is not among the texts is unknown,
     * and a text under another name is kept in {@link #others}.
     *
     * @param texts the texts by the names of the page; the case of names does not count
     * @return the parameters
     * @throws IllegalArgumentException when a name is blank, or longer than 255 characters
     */
    public static FeatureParameters read(Map<String, String> texts) {
        Builder builder =
                new Builder(ParameterValues.of("EMCC feature parameter", ALL).unknownUntilRead());
        Objects.requireNonNull(texts, "texts").forEach(builder::read);
        return builder.build();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /**
     * The setting of a parameter, as it was found.
     *
     * @param parameter one of {@link #all}
     * @param <T> the type of its values
     * @return the setting; absent when nobody set it
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Setting<T> setting(Parameter<T> parameter) {
        return values.get(parameter);
    }

    /**
     * What the product goes by: the valid value, else the default. That an invalid text counts as the default is inferred.
     *
     * @param parameter one of {@link #all}
     * @param <T> the type of its values
     * @return the value, or empty when there is neither
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Optional<T> valueOrDefault(Parameter<T> parameter) {
        return values.valueOrDefault(parameter);
    }

    /**
     * What was read under names that are not those of these parameters.
     *
     * @return an unmodifiable map of the texts by name
     */
    public Map<String, String> others() {
        return values.others();
    }

    /**
     * <em>Default TFTP Server for EMCC Login Device</em>: the TFTP node given to devices that log in here from elsewhere; unset, every
     * login ends with 39 (no default).
     *
     * @return the setting
     */
    public Setting<ServiceAddress> defaultTftpServer() {
        return values.get(DEFAULT_TFTP_SERVER);
    }

    /**
     * <em>Backup TFTP Server for EMCC Login Device</em> (no default).
     *
     * @return the setting
     */
    public Setting<ServiceAddress> backupTftpServer() {
        return values.get(BACKUP_TFTP_SERVER);
    }

    /**
     * <em>Default Interval for Expired EMCC Device Maintenance</em>, 10 to 1440 minutes (default 1440).
     *
     * @return the setting
     */
    public Setting<Integer> expiredDeviceMaintenanceMinutes() {
        return values.get(EXPIRED_DEVICE_MAINTENANCE);
    }

    /**
     * <em>Enable All Remote Cluster Services When Adding A New Remote Cluster</em> (default false).
     *
     * @return the setting
     */
    public Setting<Boolean> enableAllRemoteClusterServices() {
        return values.get(ENABLE_ALL_REMOTE_CLUSTER_SERVICES);
    }

    /**
     * <em>CSS for PSTN Access SIP Trunk</em> (default the trunk's).
     *
     * @return the setting
     */
    public Setting<CssForPstnAccess> cssForPstnAccess() {
        return values.get(CSS_FOR_PSTN_ACCESS);
    }

    /**
     * <em>EMCC Geolocation Filter</em>, the name of a filter (no default).
     *
     * @return the setting
     */
    public Setting<String> geolocationFilter() {
        return values.get(GEOLOCATION_FILTER);
    }

    /**
     * <em>EMCC Region Max Audio Bit Rate</em>, in kbps (default 8; the list of the page is not public, so any rate up to the greatest
     * that a region has is taken, inferred).
     *
     * @return the setting
     */
    public Setting<Integer> regionMaxAudioBitRate() {
        return values.get(REGION_MAX_AUDIO_BIT_RATE);
    }

    /**
     * <em>EMCC Region Max Video Call Bit Rate (Includes Audio)</em>, 0 to 8128 kbps (default 384).
     *
     * @return the setting
     */
    public Setting<Integer> regionMaxVideoBitRate() {
        return values.get(REGION_MAX_VIDEO_BIT_RATE);
    }

    /**
     * <em>EMCC Region Link Loss Type</em> (default low loss). Newer pages have <em>EMCC Region Audio Codec Preference List</em> in its
     * place: its two factory lists are read as the two types.
     *
     * @return the setting
     */
    public Setting<LinkLossType> regionLinkLossType() {
        return values.get(REGION_LINK_LOSS_TYPE);
    }

    /**
     * <em>RSVP SIP Trunk KeepAlive Timer</em>, 1 to 600 seconds (default 15).
     *
     * @return the setting
     */
    public Setting<Integer> rsvpKeepAliveSeconds() {
        return values.get(RSVP_KEEP_ALIVE);
    }

    /**
     * <em>Default Server For Remote Cluster Update</em> (no default).
     *
     * @return the setting
     */
    public Setting<ServiceAddress> defaultUpdateServer() {
        return values.get(DEFAULT_UPDATE_SERVER);
    }

    /**
     * <em>Backup Server for Remote Cluster Update</em> (no default).
     *
     * @return the setting
     */
    public Setting<ServiceAddress> backupUpdateServer() {
        return values.get(BACKUP_UPDATE_SERVER);
    }

    /**
     * <em>Remote Cluster Update Interval</em>, 15 to 10080 minutes (default 30).
     *
     * @return the setting
     */
    public Setting<Integer> remoteClusterUpdateMinutes() {
        return values.get(REMOTE_CLUSTER_UPDATE);
    }

    /** The two types under their own names, and under those of the factory lists that stand for them. */
    private static Optional<LinkLossType> linkLossType(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "factory default low loss" -> Optional.of(LinkLossType.LOW_LOSS);
            case "factory default lossy" -> Optional.of(LinkLossType.LOSSY);
            default -> LinkLossType.byLabel(text);
        };
    }

    /** A codec list that an administrator made stands for neither type: it is right, and kept by its name. */
    private static ParameterValues readInto(ParameterValues values, String name, String text) {
        boolean ownList =
                CODEC_LIST.equalsIgnoreCase(Objects.requireNonNull(name, "name").trim())
                        && REGION_LINK_LOSS_TYPE.read(text) instanceof Setting.Invalid;
        return ownList ? values.unknown(REGION_LINK_LOSS_TYPE).withOther(name.trim(), text) : values.read(name, text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureParameters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The parameters that are set. */
    @Override
    public String toString() {
        return "FeatureParameters[" + values + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private ParameterValues values;

        private Builder(ParameterValues values) {
            this.values = values;
        }

        /**
         * Any parameter.
         *
         * @param parameter one of {@link #all}
         * @param setting the setting
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when it is none of them, or the value breaks its rule
         */
        public <T> Builder set(Parameter<T> parameter, Setting<T> setting) {
            values = values.with(parameter, setting);
            return this;
        }

        /**
         * Reads what was found in a real cluster; nothing but the name is refused.
         *
         * @param name the name on the page; one that is not known is kept
         * @param text the text of the setting
         * @return this builder
         * @throws IllegalArgumentException when the name is blank, or longer than 255 characters
         */
        public Builder read(String name, String text) {
            values = FeatureParameters.readInto(values, name, text);
            return this;
        }

        /**
         * <em>Default TFTP Server for EMCC Login Device</em>: the TFTP node given to devices that log in here from elsewhere; unset, every
         * login ends with 39 (no default).
         *
         * @param defaultTftpServer the setting
         * @return this builder
         */
        public Builder defaultTftpServer(Setting<ServiceAddress> defaultTftpServer) {
            return set(DEFAULT_TFTP_SERVER, Objects.requireNonNull(defaultTftpServer, "defaultTftpServer"));
        }

        /**
         * <em>Backup TFTP Server for EMCC Login Device</em> (no default).
         *
         * @param backupTftpServer the setting
         * @return this builder
         */
        public Builder backupTftpServer(Setting<ServiceAddress> backupTftpServer) {
            return set(BACKUP_TFTP_SERVER, Objects.requireNonNull(backupTftpServer, "backupTftpServer"));
        }

        /**
         * <em>Default Interval for Expired EMCC Device Maintenance</em>, 10 to 1440 minutes (default 1440).
         *
         * @param expiredDeviceMaintenanceMinutes the setting
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder expiredDeviceMaintenanceMinutes(Setting<Integer> expiredDeviceMaintenanceMinutes) {
            return set(
                    EXPIRED_DEVICE_MAINTENANCE,
                    Objects.requireNonNull(expiredDeviceMaintenanceMinutes, "expiredDeviceMaintenanceMinutes"));
        }

        /**
         * <em>Enable All Remote Cluster Services When Adding A New Remote Cluster</em> (default false).
         *
         * @param enableAllRemoteClusterServices the setting
         * @return this builder
         */
        public Builder enableAllRemoteClusterServices(Setting<Boolean> enableAllRemoteClusterServices) {
            return set(
                    ENABLE_ALL_REMOTE_CLUSTER_SERVICES,
                    Objects.requireNonNull(enableAllRemoteClusterServices, "enableAllRemoteClusterServices"));
        }

        /**
         * <em>CSS for PSTN Access SIP Trunk</em> (default the trunk's).
         *
         * @param cssForPstnAccess the setting
         * @return this builder
         */
        public Builder cssForPstnAccess(Setting<CssForPstnAccess> cssForPstnAccess) {
            return set(CSS_FOR_PSTN_ACCESS, Objects.requireNonNull(cssForPstnAccess, "cssForPstnAccess"));
        }

        /**
         * <em>EMCC Geolocation Filter</em>, the name of a filter (no default).
         *
         * @param geolocationFilter the setting
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder geolocationFilter(Setting<String> geolocationFilter) {
            return set(GEOLOCATION_FILTER, Objects.requireNonNull(geolocationFilter, "geolocationFilter"));
        }

        /**
         * <em>EMCC Region Max Audio Bit Rate</em>, in kbps (default 8; the list of the page is not public, so any rate up to the greatest
         * that a region has is taken, inferred).
         *
         * @param regionMaxAudioBitRate the setting
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder regionMaxAudioBitRate(Setting<Integer> regionMaxAudioBitRate) {
            return set(
                    REGION_MAX_AUDIO_BIT_RATE, Objects.requireNonNull(regionMaxAudioBitRate, "regionMaxAudioBitRate"));
        }

        /**
         * <em>EMCC Region Max Video Call Bit Rate (Includes Audio)</em>, 0 to 8128 kbps (default 384).
         *
         * @param regionMaxVideoBitRate the setting
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder regionMaxVideoBitRate(Setting<Integer> regionMaxVideoBitRate) {
            return set(
                    REGION_MAX_VIDEO_BIT_RATE, Objects.requireNonNull(regionMaxVideoBitRate, "regionMaxVideoBitRate"));
        }

        /**
         * <em>EMCC Region Link Loss Type</em> (default low loss). Newer pages have <em>EMCC Region Audio Codec Preference List</em> in its
         * place: its two factory lists are read as the two types.
         *
         * @param regionLinkLossType the setting
         * @return this builder
         */
        public Builder regionLinkLossType(Setting<LinkLossType> regionLinkLossType) {
            return set(REGION_LINK_LOSS_TYPE, Objects.requireNonNull(regionLinkLossType, "regionLinkLossType"));
        }

        /**
         * <em>RSVP SIP Trunk KeepAlive Timer</em>, 1 to 600 seconds (default 15).
         *
         * @param rsvpKeepAliveSeconds the setting
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder rsvpKeepAliveSeconds(Setting<Integer> rsvpKeepAliveSeconds) {
            return set(RSVP_KEEP_ALIVE, Objects.requireNonNull(rsvpKeepAliveSeconds, "rsvpKeepAliveSeconds"));
        }

        /**
         * <em>Default Server For Remote Cluster Update</em> (no default).
         *
         * @param defaultUpdateServer the setting
         * @return this builder
         */
        public Builder defaultUpdateServer(Setting<ServiceAddress> defaultUpdateServer) {
            return set(DEFAULT_UPDATE_SERVER, Objects.requireNonNull(defaultUpdateServer, "defaultUpdateServer"));
        }

        /**
         * <em>Backup Server for Remote Cluster Update</em> (no default).
         *
         * @param backupUpdateServer the setting
         * @return this builder
         */
        public Builder backupUpdateServer(Setting<ServiceAddress> backupUpdateServer) {
            return set(BACKUP_UPDATE_SERVER, Objects.requireNonNull(backupUpdateServer, "backupUpdateServer"));
        }

        /**
         * <em>Remote Cluster Update Interval</em>, 15 to 10080 minutes (default 30).
         *
         * @param remoteClusterUpdateMinutes the setting
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder remoteClusterUpdateMinutes(Setting<Integer> remoteClusterUpdateMinutes) {
            return set(
                    REMOTE_CLUSTER_UPDATE,
                    Objects.requireNonNull(remoteClusterUpdateMinutes, "remoteClusterUpdateMinutes"));
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public FeatureParameters build() {
            return new FeatureParameters(values);
        }
    }
}
