package org.emcc.core.configuration;

import java.util.Objects;
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
    private final Setting<ServiceAddress> defaultTftpServer;
    private final Setting<ServiceAddress> backupTftpServer;
    private final Setting<Integer> expiredDeviceMaintenanceMinutes;
    private final Setting<Boolean> enableAllRemoteClusterServices;
    private final Setting<CssForPstnAccess> cssForPstnAccess;
    private final Setting<String> geolocationFilter;
    private final Setting<Integer> regionMaxAudioBitRate;
    private final Setting<Integer> regionMaxVideoBitRate;
    private final Setting<LinkLossType> regionLinkLossType;
    private final Setting<Integer> rsvpKeepAliveSeconds;
    private final Setting<ServiceAddress> defaultUpdateServer;
    private final Setting<ServiceAddress> backupUpdateServer;
    private final Setting<Integer> remoteClusterUpdateMinutes;

    private FeatureParameters(Builder builder) {
        this.defaultTftpServer = builder.defaultTftpServer;
        this.backupTftpServer = builder.backupTftpServer;
        this.expiredDeviceMaintenanceMinutes = builder.expiredDeviceMaintenanceMinutes;
        this.enableAllRemoteClusterServices = builder.enableAllRemoteClusterServices;
        this.cssForPstnAccess = builder.cssForPstnAccess;
        this.geolocationFilter = builder.geolocationFilter;
        this.regionMaxAudioBitRate = builder.regionMaxAudioBitRate;
        this.regionMaxVideoBitRate = builder.regionMaxVideoBitRate;
        this.regionLinkLossType = builder.regionLinkLossType;
        this.rsvpKeepAliveSeconds = builder.rsvpKeepAliveSeconds;
        this.defaultUpdateServer = builder.defaultUpdateServer;
        this.backupUpdateServer = builder.backupUpdateServer;
        this.remoteClusterUpdateMinutes = builder.remoteClusterUpdateMinutes;
    }

    /**
     * Starts one.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.defaultTftpServer = defaultTftpServer;
        copy.backupTftpServer = backupTftpServer;
        copy.expiredDeviceMaintenanceMinutes = expiredDeviceMaintenanceMinutes;
        copy.enableAllRemoteClusterServices = enableAllRemoteClusterServices;
        copy.cssForPstnAccess = cssForPstnAccess;
        copy.geolocationFilter = geolocationFilter;
        copy.regionMaxAudioBitRate = regionMaxAudioBitRate;
        copy.regionMaxVideoBitRate = regionMaxVideoBitRate;
        copy.regionLinkLossType = regionLinkLossType;
        copy.rsvpKeepAliveSeconds = rsvpKeepAliveSeconds;
        copy.defaultUpdateServer = defaultUpdateServer;
        copy.backupUpdateServer = backupUpdateServer;
        copy.remoteClusterUpdateMinutes = remoteClusterUpdateMinutes;
        return copy;
    }

    /**
     * <em>Default TFTP Server for EMCC Login Device</em>: the TFTP node given to devices that log in here from elsewhere; unset, every login ends with 39 (no default).
     *
     * @return <em>Default TFTP Server for EMCC Login Device</em>: the TFTP node given to devices that log in here from elsewhere; unset, every login ends with 39 (no default)
     */
    public Setting<ServiceAddress> defaultTftpServer() {
        return defaultTftpServer;
    }

    /**
     * <em>Backup TFTP Server for EMCC Login Device</em> (no default).
     *
     * @return <em>Backup TFTP Server for EMCC Login Device</em> (no default)
     */
    public Setting<ServiceAddress> backupTftpServer() {
        return backupTftpServer;
    }

    /**
     * <em>Default Interval for Expired EMCC Device Maintenance</em>, 10 to 1440 minutes (default 1440).
     *
     * @return <em>Default Interval for Expired EMCC Device Maintenance</em>, 10 to 1440 minutes (default 1440)
     */
    public Setting<Integer> expiredDeviceMaintenanceMinutes() {
        return expiredDeviceMaintenanceMinutes;
    }

    /**
     * <em>Enable All Remote Cluster Services When Adding A New Remote Cluster</em> (default false).
     *
     * @return <em>Enable All Remote Cluster Services When Adding A New Remote Cluster</em> (default false)
     */
    public Setting<Boolean> enableAllRemoteClusterServices() {
        return enableAllRemoteClusterServices;
    }

    /**
     * <em>CSS for PSTN Access SIP Trunk</em> (default the trunk's).
     *
     * @return <em>CSS for PSTN Access SIP Trunk</em> (default the trunk's)
     */
    public Setting<CssForPstnAccess> cssForPstnAccess() {
        return cssForPstnAccess;
    }

    /**
     * <em>EMCC Geolocation Filter</em>, the name of a filter (no default).
     *
     * @return <em>EMCC Geolocation Filter</em>, the name of a filter (no default)
     */
    public Setting<String> geolocationFilter() {
        return geolocationFilter;
    }

    /**
     * <em>EMCC Region Max Audio Bit Rate</em>, in kbps (default 8).
     *
     * @return <em>EMCC Region Max Audio Bit Rate</em>, in kbps (default 8)
     */
    public Setting<Integer> regionMaxAudioBitRate() {
        return regionMaxAudioBitRate;
    }

    /**
     * <em>EMCC Region Max Video Call Bit Rate (Includes Audio)</em>, 0 to 8128 kbps (default 384).
     *
     * @return <em>EMCC Region Max Video Call Bit Rate (Includes Audio)</em>, 0 to 8128 kbps (default 384)
     */
    public Setting<Integer> regionMaxVideoBitRate() {
        return regionMaxVideoBitRate;
    }

    /**
     * <em>EMCC Region Link Loss Type</em> (default low loss).
     *
     * @return <em>EMCC Region Link Loss Type</em> (default low loss)
     */
    public Setting<LinkLossType> regionLinkLossType() {
        return regionLinkLossType;
    }

    /**
     * <em>RSVP SIP Trunk KeepAlive Timer</em>, 1 to 600 seconds (default 15).
     *
     * @return <em>RSVP SIP Trunk KeepAlive Timer</em>, 1 to 600 seconds (default 15)
     */
    public Setting<Integer> rsvpKeepAliveSeconds() {
        return rsvpKeepAliveSeconds;
    }

    /**
     * <em>Default Server For Remote Cluster Update</em> (no default).
     *
     * @return <em>Default Server For Remote Cluster Update</em> (no default)
     */
    public Setting<ServiceAddress> defaultUpdateServer() {
        return defaultUpdateServer;
    }

    /**
     * <em>Backup Server for Remote Cluster Update</em> (no default).
     *
     * @return <em>Backup Server for Remote Cluster Update</em> (no default)
     */
    public Setting<ServiceAddress> backupUpdateServer() {
        return backupUpdateServer;
    }

    /**
     * <em>Remote Cluster Update Interval</em>, 15 to 10080 minutes (default 30).
     *
     * @return <em>Remote Cluster Update Interval</em>, 15 to 10080 minutes (default 30)
     */
    public Setting<Integer> remoteClusterUpdateMinutes() {
        return remoteClusterUpdateMinutes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureParameters that
                && Objects.equals(defaultTftpServer, that.defaultTftpServer)
                && Objects.equals(backupTftpServer, that.backupTftpServer)
                && Objects.equals(expiredDeviceMaintenanceMinutes, that.expiredDeviceMaintenanceMinutes)
                && Objects.equals(enableAllRemoteClusterServices, that.enableAllRemoteClusterServices)
                && Objects.equals(cssForPstnAccess, that.cssForPstnAccess)
                && Objects.equals(geolocationFilter, that.geolocationFilter)
                && Objects.equals(regionMaxAudioBitRate, that.regionMaxAudioBitRate)
                && Objects.equals(regionMaxVideoBitRate, that.regionMaxVideoBitRate)
                && Objects.equals(regionLinkLossType, that.regionLinkLossType)
                && Objects.equals(rsvpKeepAliveSeconds, that.rsvpKeepAliveSeconds)
                && Objects.equals(defaultUpdateServer, that.defaultUpdateServer)
                && Objects.equals(backupUpdateServer, that.backupUpdateServer)
                && Objects.equals(remoteClusterUpdateMinutes, that.remoteClusterUpdateMinutes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                defaultTftpServer,
                backupTftpServer,
                expiredDeviceMaintenanceMinutes,
                enableAllRemoteClusterServices,
                cssForPstnAccess,
                geolocationFilter,
                regionMaxAudioBitRate,
                regionMaxVideoBitRate,
                regionLinkLossType,
                rsvpKeepAliveSeconds,
                defaultUpdateServer,
                backupUpdateServer,
                remoteClusterUpdateMinutes);
    }

    @Override
    public String toString() {
        return "FeatureParameters[default TFTP " + defaultTftpServer + ", filter " + geolocationFilter + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private Setting<ServiceAddress> defaultTftpServer = Setting.absent();
        private Setting<ServiceAddress> backupTftpServer = Setting.absent();
        private Setting<Integer> expiredDeviceMaintenanceMinutes = Setting.absent();
        private Setting<Boolean> enableAllRemoteClusterServices = Setting.absent();
        private Setting<CssForPstnAccess> cssForPstnAccess = Setting.absent();
        private Setting<String> geolocationFilter = Setting.absent();
        private Setting<Integer> regionMaxAudioBitRate = Setting.absent();
        private Setting<Integer> regionMaxVideoBitRate = Setting.absent();
        private Setting<LinkLossType> regionLinkLossType = Setting.absent();
        private Setting<Integer> rsvpKeepAliveSeconds = Setting.absent();
        private Setting<ServiceAddress> defaultUpdateServer = Setting.absent();
        private Setting<ServiceAddress> backupUpdateServer = Setting.absent();
        private Setting<Integer> remoteClusterUpdateMinutes = Setting.absent();

        private Builder() {}

        /**
         * <em>Default TFTP Server for EMCC Login Device</em>: the TFTP node given to devices that log in here from elsewhere; unset, every login ends with 39 (no default).
         *
         * @param defaultTftpServer the value
         * @return this builder
         */
        public Builder defaultTftpServer(Setting<ServiceAddress> defaultTftpServer) {
            this.defaultTftpServer = Objects.requireNonNull(defaultTftpServer, "defaultTftpServer");
            return this;
        }

        /**
         * <em>Backup TFTP Server for EMCC Login Device</em> (no default).
         *
         * @param backupTftpServer the value
         * @return this builder
         */
        public Builder backupTftpServer(Setting<ServiceAddress> backupTftpServer) {
            this.backupTftpServer = Objects.requireNonNull(backupTftpServer, "backupTftpServer");
            return this;
        }

        /**
         * <em>Default Interval for Expired EMCC Device Maintenance</em>, 10 to 1440 minutes (default 1440).
         *
         * @param expiredDeviceMaintenanceMinutes the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder expiredDeviceMaintenanceMinutes(Setting<Integer> expiredDeviceMaintenanceMinutes) {
            this.expiredDeviceMaintenanceMinutes = SettingRange.check(
                    expiredDeviceMaintenanceMinutes, "expired EMCC device maintenance interval", 10, 1440);
            return this;
        }

        /**
         * <em>Enable All Remote Cluster Services When Adding A New Remote Cluster</em> (default false).
         *
         * @param enableAllRemoteClusterServices the value
         * @return this builder
         */
        public Builder enableAllRemoteClusterServices(Setting<Boolean> enableAllRemoteClusterServices) {
            this.enableAllRemoteClusterServices =
                    Objects.requireNonNull(enableAllRemoteClusterServices, "enableAllRemoteClusterServices");
            return this;
        }

        /**
         * <em>CSS for PSTN Access SIP Trunk</em> (default the trunk's).
         *
         * @param cssForPstnAccess the value
         * @return this builder
         */
        public Builder cssForPstnAccess(Setting<CssForPstnAccess> cssForPstnAccess) {
            this.cssForPstnAccess = Objects.requireNonNull(cssForPstnAccess, "cssForPstnAccess");
            return this;
        }

        /**
         * <em>EMCC Geolocation Filter</em>, the name of a filter (no default).
         *
         * @param geolocationFilter the value
         * @return this builder
         */
        public Builder geolocationFilter(Setting<String> geolocationFilter) {
            this.geolocationFilter = Objects.requireNonNull(geolocationFilter, "geolocationFilter");
            return this;
        }

        /**
         * <em>EMCC Region Max Audio Bit Rate</em>, in kbps (default 8).
         *
         * @param regionMaxAudioBitRate the value
         * @return this builder
         */
        public Builder regionMaxAudioBitRate(Setting<Integer> regionMaxAudioBitRate) {
            this.regionMaxAudioBitRate = Objects.requireNonNull(regionMaxAudioBitRate, "regionMaxAudioBitRate");
            return this;
        }

        /**
         * <em>EMCC Region Max Video Call Bit Rate (Includes Audio)</em>, 0 to 8128 kbps (default 384).
         *
         * @param regionMaxVideoBitRate the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder regionMaxVideoBitRate(Setting<Integer> regionMaxVideoBitRate) {
            this.regionMaxVideoBitRate =
                    SettingRange.check(regionMaxVideoBitRate, "EMCC region max video call bit rate", 0, 8128);
            return this;
        }

        /**
         * <em>EMCC Region Link Loss Type</em> (default low loss).
         *
         * @param regionLinkLossType the value
         * @return this builder
         */
        public Builder regionLinkLossType(Setting<LinkLossType> regionLinkLossType) {
            this.regionLinkLossType = Objects.requireNonNull(regionLinkLossType, "regionLinkLossType");
            return this;
        }

        /**
         * <em>RSVP SIP Trunk KeepAlive Timer</em>, 1 to 600 seconds (default 15).
         *
         * @param rsvpKeepAliveSeconds the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder rsvpKeepAliveSeconds(Setting<Integer> rsvpKeepAliveSeconds) {
            this.rsvpKeepAliveSeconds =
                    SettingRange.check(rsvpKeepAliveSeconds, "RSVP SIP trunk keep-alive timer", 1, 600);
            return this;
        }

        /**
         * <em>Default Server For Remote Cluster Update</em> (no default).
         *
         * @param defaultUpdateServer the value
         * @return this builder
         */
        public Builder defaultUpdateServer(Setting<ServiceAddress> defaultUpdateServer) {
            this.defaultUpdateServer = Objects.requireNonNull(defaultUpdateServer, "defaultUpdateServer");
            return this;
        }

        /**
         * <em>Backup Server for Remote Cluster Update</em> (no default).
         *
         * @param backupUpdateServer the value
         * @return this builder
         */
        public Builder backupUpdateServer(Setting<ServiceAddress> backupUpdateServer) {
            this.backupUpdateServer = Objects.requireNonNull(backupUpdateServer, "backupUpdateServer");
            return this;
        }

        /**
         * <em>Remote Cluster Update Interval</em>, 15 to 10080 minutes (default 30).
         *
         * @param remoteClusterUpdateMinutes the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder remoteClusterUpdateMinutes(Setting<Integer> remoteClusterUpdateMinutes) {
            this.remoteClusterUpdateMinutes =
                    SettingRange.check(remoteClusterUpdateMinutes, "remote cluster update interval", 15, 10080);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public FeatureParameters build() {
            return new FeatureParameters(this);
        }
    }
}
