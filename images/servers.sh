# shellcheck shell=bash
# The images of bench/servers; read by images/make. A server's are in one archive, since they share their layers.
# shellcheck disable=SC2154 # work and out are of images/make

# What Tomcat and Spring need beside the product's modules.
runtime_layer servers-runtime java.desktop,java.security.jgss
java=$work/servers-runtime/opt/java/bin/java

# server NAME: plain and with the library, v1 and v2; of the JDK's also one that never gets ready
server() {
  local name=$1 from=bench/servers/$1/target folder=$work/bench-$1 variant tag tags=(v1 v2) images=()
  [[ -f $from/$name.jar ]] || { echo "images: $from/$name.jar is missing: build it first (make bench-images)" >&2 && exit 1; }
  [[ $name != jdk ]] || tags+=(broken)
  rm -rf "$folder"
  mkdir -p "$folder"/{server,plain,library}/app
  cp -r "$from/$name.jar" "$from/lib" "$folder/server/app"
  cp -r "$from/library" "$folder/library/app"
  # Training needs them in one folder, as in the image; the layers have them apart.
  cp -r "$folder"/{server,library}/app "$folder"
  find "$folder" -exec touch --date="@$SOURCE_DATE_EPOCH" {} +

  for variant in plain library; do
    train_server "$folder/app" "$name" "$variant"
    mv "$folder/app/$variant.aot" "$folder/$variant/app"
    images/layer "$folder/$variant" "$folder/$variant.tar.gz"
  done
  images/layer "$folder/server" "$folder/server.tar.gz"

  for variant in plain library; do
    for tag in "${tags[@]}"; do
      images+=(-- "localhost/workerapp/bench-$name-$variant:$tag" "$(server_config "$name" "$variant" "$tag")"
        "$work/servers-runtime.tar.gz" "$folder/server.tar.gz" "$folder/$variant.tar.gz")
    done
  done
  images/oci-archive "$out/bench-$name.tar" "${images[@]:1}"
  printf '%7s  %s  %s\n' "$(du -h --apparent-size "$out/bench-$name.tar" | cut -f 1)" "target/images/bench-$name.tar" \
    "localhost/workerapp/bench-$name-{plain,library}:{$(IFS=, && echo "${tags[*]}")}"
}

# class_path FOLDER NAME VARIANT PREFIX: the jars of a variant in a fixed order
class_path() {
  local parts=(lib) path=$4/$2.jar jar
  [[ $3 != library ]] || parts+=(library)
  for jar in $(cd "$1" && find "${parts[@]}" -name '*.jar' | sort); do path+=:$4/$jar; done
  echo "$path"
}

# train_server FOLDER NAME VARIANT: leaves VARIANT.aot in the folder
train_server() {
  local port=$((20000 + RANDOM % 10000)) path calls
  path=$(class_path "$1" "$2" "$3" "$1")
  calls="for path in / /ready '/slow?millis=1' '/stream?seconds=0'; do
    exec 3<>/dev/tcp/127.0.0.1/$port; printf 'GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' \$path >&3; grep -q ' 200' <&3 || exit 1; done"
  # In a cluster, so that the runtime's part is trained too; the plain variant does not look at it.
  PORT=$port WORKERAPP_CONTROL_PORT=$((port + 10000)) images/train "$1/$3.aot" "$calls" \
    "$java" -cp "$path" "dev.workerapp.bench.$2.${3^}"
}

# server_config NAME VARIANT TAG: the image's configuration
server_config() {
  printf '{"User":"65532:65532","WorkingDir":"/app","Env":["PATH=/opt/java/bin","VERSION=%s"%s],"Entrypoint":[%s]}' \
    "$3" "$([[ $3 != broken ]] || echo ',"BROKEN=true"')" \
    "\"/opt/java/bin/java\",\"-XX:AOTCache=/app/$2.aot\",\"-XX:+ExitOnOutOfMemoryError\",\"-cp\",\"$(class_path "$work/bench-$1/app" "$1" "$2" /app)\",\"dev.workerapp.bench.$1.${2^}\""
}
