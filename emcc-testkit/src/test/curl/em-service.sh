#!/usr/bin/env bash
# Every public request that the EM service answers, sent by curl. Each answer is printed with its body, status and content type.
#
#   em-service.sh <settings>
#
# The settings are a file for this shell, so that no secret is in a command line of it:
#
#   base         where the EM service is, such as https://127.0.0.1:8443
#   trust        the certificate of the service, in PEM
#   id           the cluster ID of the service
#   peer         certificate and key of another cluster that it trusts, in PEM
#   peer_id      the cluster ID of that cluster
#   other        certificate and key of a third that it trusts
#   device       a phone of the cluster at which nobody is logged in
#   desk         another one
#   visitor      a user whose home is the other cluster
#   visitor_pin  the PIN of that user
#   user         a user of the cluster, whose PIN is changed at the end
#   user_pin     the PIN of that user
#   profile      the device profile of that user
#   app          an application with the proxy right
#   app_password its password
set -euo pipefail

(($# == 1)) || { sed -n '2,22s/^# \{0,1\}//p' "$0" >&2; exit 2; }
. "$1"
phones="$base/emapp/EMAppServlet" service="$base/emservice/EMServiceServlet" uds="$base/cucm-uds"
credentials="$base/changecredential/ChangeCredentialServlet"

# Arguments of curl come from a file too: a command line can be seen by everybody on the machine.
ask() { # ask <what> <lines of a curl configuration…>
    printf '== %s\n' "$1"
    shift
    printf '%s\n' "$@" | curl --silent --show-error --max-time 30 --cacert "$trust" \
        --write-out '\n-- %{http_code} %{content_type}\n' --config -
}

get() { # get <what> <url>
    ask "$1" "url = \"$2\""
}

application="<appInfo><appID>$app</appID><appCertificate>$app_password</appCertificate></appInfo>"

post() { # post <what> <document> [<line of a curl configuration>]
    ask "$1" "url = \"$service\"" "data-urlencode = \"xml=${2//\"/\\\"}\"" "${@:3}"
}

request() { # request <what> <body>
    post "$1" "<request>$application$2</request>"
}

query() { # query <what> <body>
    post "$1" "<query>$application$2</query>"
}

cluster() { # cluster <what> <body>
    post "$1" "<emccRequest version=\"1\">$2</emccRequest>" "cert = \"$peer\""
}

nobody='SEPFFFFFFFFFFFF'
remote='SEP00AA11BB22C1' # a phone of the other cluster
ids=$(printf '%012x' "$(($(date +%s) * 1000))") # those of logins begin with the time
login_id="$ids-00000000000000a1"

# Phones (em-api-and-axl 2.1 to 2.4)
get 'the service URL, as a phone fills it in' "$phones?device=$device&EMCC=true"
get 'the same without EMCC' "$phones?device=$device"
get 'login by user id' "$phones?device=$device&EMCC=true&loginType=UID"
get 'login by self-service id' "$phones?device=$device&EMCC=true&loginType=SP"
get 'login by directory number' "$phones?device=$device&EMCC=true&loginType=DN"
get 'a login type that there is not' "$phones?device=$device&EMCC=true&loginType=PIN"
get 'no device' "$phones?EMCC=true"
get 'login with a wrong PIN' "$phones?device=$device&EMCC=true&seq=00000&userid=$visitor"
get 'login without a PIN' "$phones?device=$device&EMCC=true&userid=$visitor"
get 'login of nobody' "$phones?device=$device&EMCC=true&seq=00000&userid=nobody"
get 'login by a self-service id that nobody has' "$phones?device=$device&EMCC=true&loginType=SP&seq=00000&userid=99999"
get 'login by a directory number that nobody has' "$phones?device=$device&EMCC=true&loginType=DN&seq=00000&userid=99999"
get 'a choice of profiles that is over' "$phones?device=$device&EMCC=true&choice=over&profile=0"
get 'login of a visitor without EMCC' "$phones?device=$device&seq=00000&userid=$visitor"
get 'logout where nobody is logged in' "$phones?device=$device&doLogout=true"
get 'login of a visitor' "$phones?device=$device&EMCC=true&seq=$visitor_pin&userid=$visitor"
get 'the service URL while somebody is logged in' "$phones?device=$device&EMCC=true"

# Applications (em-api-and-axl 1.3 to 1.7), while the visitor is there
request 'API: login for eight hours' "<login><deviceName>$desk</deviceName><userID>$user</userID><deviceProfile>$profile</deviceProfile><exclusiveDuration><time>480</time></exclusiveDuration></login>"
request 'API: login for ever' "<login><deviceName>$desk</deviceName><userID>$user</userID><exclusiveDuration><indefinite/></exclusiveDuration></login>"
request 'API: login where a visitor is' "<login><deviceName>$device</deviceName><userID>$user</userID></login>"
request 'API: login of a user of another cluster' "<login><deviceName>$desk</deviceName><userID>$visitor</userID></login>"
request 'API: login at no phone' "<login><deviceName>$nobody</deviceName><userID>$user</userID></login>"
request 'API: login with a profile that is not the user'"'"'s' "<login><deviceName>$desk</deviceName><userID>$user</userID><deviceProfile>UDP-none</deviceProfile></login>"
query 'API: who is there' "<deviceUserQuery><deviceName>$device</deviceName><deviceName>$desk</deviceName><deviceName>$nobody</deviceName></deviceUserQuery>"
query 'API: who is there, with a login type' "<deviceUserQuery><deviceName>$desk</deviceName><loginType>UID</loginType><remoteIPAddr>127.0.0.1</remoteIPAddr></deviceUserQuery>"
query 'API: where is a user' "<userDevicesQuery><userID>$user</userID><userID>ghost</userID></userDevicesQuery>"
query 'API: where is a user, by its other name' "<userQuery><userID>$user</userID></userQuery>"
query 'API: is a user local' "<checkUser><userID>$user</userID><userID>$visitor</userID></checkUser>"
query 'API: profiles of a user' "<deviceProfileQuery><userID>$user</userID><userID>ghost</userID></deviceProfileQuery>"
query 'API: profiles of a user, by its other name' "<userDeviceProfileQuery><userID>$user</userID></userDeviceProfileQuery>"
request 'API: logout' "<logout><deviceName>$desk</deviceName></logout>"
request 'API: logout where nobody is logged in' "<logout><deviceName>$desk</deviceName></logout>"
request 'API: logout of a visitor' "<logout><deviceName>$device</deviceName></logout>"
query 'API: nobody is there' "<deviceUserQuery><deviceName>$device</deviceName><deviceName>$desk</deviceName></deviceUserQuery>"
query 'API: a user is nowhere' "<userDevicesQuery><userID>$user</userID></userDevicesQuery>"
request 'API: login by the default profile' "<login><deviceName>$desk</deviceName><userID>$user</userID></login>"
request 'API: logout of all' "<logoutAll/>"
query 'API: nobody is left' "<userDevicesQuery><userID>$user</userID></userDevicesQuery>"
post 'API: with declaration and DOCTYPE' "<?xml version=\"1.0\"?><!DOCTYPE query SYSTEM \"http://127.0.0.1:9/emservice/jsp/LoginQuery.dtd\"><query>$application<checkUser><userID>$user</userID></checkUser></query>"
ask 'API: by GET' "url = \"$service\"" 'get' "data-urlencode = \"xml=<query>$application<checkUser><userID>$user</userID></checkUser></query>\""
query 'API: a query that there is not' "<deviceQuery/>"
request 'API: a request that there is not' "<check/>"
post 'API: a wrong password' "<query><appInfo><appID>$app</appID><appCertificate>wrong</appCertificate></appInfo><checkUser><userID>$user</userID></checkUser></query>"
post 'API: an application that there is not' "<query><appInfo><appID>nobody</appID><appCertificate>wrong</appCertificate></appInfo><checkUser><userID>$user</userID></checkUser></query>"
post 'API: the form that only the product has' "<query><appInfo><appID>$app</appID><appEncryptedCertificate>0a1b</appEncryptedCertificate></appInfo><checkUser><userID>$user</userID></checkUser></query>"
post 'API: no XML' 'garbage'
ask 'API: a field in capitals' "url = \"$service\"" 'data = "XML=%3Cquery%2F%3E"'

# A visitor logs in and out at the phone
get 'login of a visitor again' "$phones?device=$device&EMCC=true&seq=$visitor_pin&userid=$visitor"
get 'the page that a phone asks for after it' "$phones?device=$device&refresh=true&EMCC=true"
get 'logout' "$phones?device=$device&doLogout=true"

# Clusters (em-api-and-axl 3.1 to 3.4; the documents are the SDK's own, see the package org.emcc.core.em)
cluster 'cluster: is a user yours' "<checkUser><cluster>$peer_id</cluster><userIdentifier>$user</userIdentifier></checkUser>"
cluster 'cluster: is nobody yours' "<checkUser><cluster>$peer_id</cluster><userIdentifier>nobody</userIdentifier></checkUser>"
login() { # login <id> <pin>
    printf '%s' "<login><loginId>$1</loginId><userIdentifier>$user</userIdentifier><pin>$2</pin><visiting><cluster>$peer_id</cluster><release>12.5</release><securityMode>NONSECURE</securityMode></visiting><phone><deviceName>$remote</deviceName><model number=\"684\" emcc=\"true\">Cisco 8851</model><protocol>SIP</protocol><security>NONSECURE</security><geolocation>COUNTRY=US;A3=New York</geolocation></phone></login>"
}
cluster 'cluster: login with a wrong PIN' "$(login "$ids-00000000000000a0" 00000)"
cluster 'cluster: login' "$(login "$login_id" "$user_pin")"
cluster 'cluster: login, said again' "$(login "$login_id" "$user_pin")"
cluster 'cluster: a login that began long ago' "$(login 0199aa5b2c00-00000000000000a1 "$user_pin")"
query 'API: a user is away' "<userDevicesQuery><userID>$user</userID></userDevicesQuery>"
query 'API: a phone on loan' "<deviceUserQuery><deviceName>$remote</deviceName></deviceUserQuery>"
cluster 'cluster: logout' "<logout><cluster>$peer_id</cluster><loginId>$login_id</loginId><deviceName>$remote</deviceName><cause>PHONE</cause></logout>"
cluster 'cluster: a login of which nothing is known has ended' "<logoutNotice><cluster>$peer_id</cluster><loginId>$ids-00000000000000a2</loginId><deviceName>$device</deviceName><cause>PHONE</cause></logoutNotice>"
cluster 'cluster: which logins are live' "<checkLogins><cluster>$peer_id</cluster><loginId>$login_id</loginId></checkLogins>"
cluster 'cluster: update' "<update><cluster>$peer_id</cluster><asked>$id</asked></update>"
cluster 'cluster: a sender without a record' "<checkUser><cluster>OSLO</cluster><userIdentifier>$user</userIdentifier></checkUser>"
post 'cluster: the name of another one' "<emccRequest version=\"1\"><checkUser><cluster>$peer_id</cluster><userIdentifier>$user</userIdentifier></checkUser></emccRequest>" "cert = \"$other\""
cluster 'cluster: nothing that is known' '<login2/>'
post 'cluster: no certificate' '<emccRequest version="1"/>'
ask 'cluster: by GET' "url = \"$service\"" 'get' 'data-urlencode = "xml=<emccRequest/>"' "cert = \"$peer\""

# Change of a PIN (em-api-and-axl 2.5)
change="$credentials?changePin=true&device=$device&userid=$user"
get 'change of a PIN' "$credentials?device=$device"
get 'change of a PIN: a wrong one' "$change&oldpin=00000&newpin=24680&confirmnewpin=24680"
get 'change of a PIN: two that differ' "$change&oldpin=$user_pin&newpin=24680&confirmnewpin=24681"
get 'change of a PIN: a field is empty' "$change&oldpin=$user_pin&newpin=24680"
get 'change of a PIN: done' "$change&oldpin=$user_pin&newpin=24680&confirmnewpin=24680"
get 'change of a PIN: no device' "$credentials?changePin=true"

# UDS (em-api-and-axl 3.6)
get 'where a user is at home' "$uds/clusterUser?username=$visitor"
get 'where an own user is at home' "$uds/clusterUser?username=$user"
get 'where any kind of name is at home' "$uds/clusterUser?useridentifier=$user"
get 'where nobody is at home' "$uds/clusterUser?username=nobody"
get 'where a mail address is at home' "$uds/clusterUser?email=nobody%40example.com"
get 'two names at once' "$uds/clusterUser?username=$visitor&email=$visitor"
get 'no name' "$uds/clusterUser"
get 'servers' "$uds/servers"
get 'version' "$uds/version"

# What is refused
get 'a path that there is not' "$base/nothing"
get 'a user resource of UDS' "$uds/user/$visitor"
ask 'POST where phones ask' "url = \"$phones\"" 'data = "x=1"'
ask 'POST to UDS' "url = \"$uds/servers\"" 'data = "x=1"'
ask 'PUT where clusters and applications ask' "url = \"$service\"" 'request = "PUT"' 'data = "x=1"'
ask 'a message that is too large' "url = \"$service\"" 'data-binary = "@/dev/fd/3"' 3< <(head -c 300000 /dev/zero | tr '\0' a)
