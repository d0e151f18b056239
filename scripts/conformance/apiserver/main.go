// Command apiserver is a Kubernetes API server with its etcd in the same process, for tests.
//
// It listens on loopback only and knows one user, whose bearer token the caller chooses. There are no controllers: what
// they would do (endpoints, pod status, token secrets) is left to whoever runs it.
package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

const (
	etcdClients  = "http://127.0.0.1:2379"
	etcdPeers    = "http://127.0.0.1:2380"
	etcdPatience = 30 * time.Second
)

type options struct {
	state      string
	token      string
	advertise  string
	serviceIPs string
	port       int
}

func main() {
	var o options
	flag.StringVar(&o.state, "state", "", "folder for etcd's data and the keys")
	flag.StringVar(&o.token, "token", "", "bearer token of the administrator")
	flag.StringVar(&o.advertise, "advertise", "127.0.0.1", "address that the server gives as its own")
	flag.StringVar(&o.serviceIPs, "service-ips", "10.96.0.0/16", "range of Service addresses")
	flag.IntVar(&o.port, "port", 6443, "port on loopback")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "apiserver:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if o.state == "" || o.token == "" {
		return errors.New("-state and -token are needed")
	}
	etcd, err := startEtcd(filepath.Join(o.state, "etcd"))
	if err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	defer etcd.Close()
	key, err := writeSigningKey(filepath.Join(o.state, "service-accounts.pem"))
	if err != nil {
		return err
	}
	users, err := writeUsers(filepath.Join(o.state, "users.csv"), o.token)
	if err != nil {
		return err
	}
	server := app.NewAPIServerCommand()
	server.SetArgs(arguments(o, key, users))
	return server.Execute()
}

func startEtcd(dir string) (*embed.Etcd, error) {
	config := embed.NewConfig()
	config.Dir = dir
	config.LogLevel = "error"
	config.UnsafeNoFsync = true // the data dies with the test
	config.ListenClientUrls = parsed(etcdClients)
	config.AdvertiseClientUrls = config.ListenClientUrls
	config.ListenPeerUrls = parsed(etcdPeers)
	config.AdvertisePeerUrls = config.ListenPeerUrls
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return nil, err
	}
	select {
	case <-etcd.Server.ReadyNotify():
		return etcd, nil
	case err := <-etcd.Err():
		return nil, err
	case <-time.After(etcdPatience):
		etcd.Close()
		return nil, fmt.Errorf("not ready after %s", etcdPatience)
	}
}

func parsed(address string) []url.URL {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	return []url.URL{*u}
}

// writeSigningKey makes the key that service account tokens are signed with; istiod checks those of its proxies against it.
func writeSigningKey(path string) (string, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return "", err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	return path, os.WriteFile(path, pem.EncodeToMemory(block), 0o600)
}

func writeUsers(path, token string) (string, error) {
	return path, os.WriteFile(path, []byte(token+",admin,admin,system:masters\n"), 0o600)
}

func arguments(o options, key, users string) []string {
	return []string{
		"--etcd-servers=" + etcdClients,
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", o.port),
		"--advertise-address=" + o.advertise,
		"--endpoint-reconciler-type=none",
		"--cert-dir=" + filepath.Join(o.state, "certificates"),
		"--service-cluster-ip-range=" + o.serviceIPs,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + key,
		"--service-account-signing-key-file=" + key,
		"--token-auth-file=" + users,
		"--authorization-mode=AlwaysAllow",
		// Pods are declared to the server rather than run by it, so nothing is mounted into them.
		"--disable-admission-plugins=ServiceAccount",
	}
}
