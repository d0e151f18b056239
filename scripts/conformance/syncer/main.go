// Command syncer brings a folder of manifests into a cluster as Argo CD does, for tests: with Argo CD's own engine, driven as its
// application controller drives it.
//
// The engine looks at the cluster anew for each round, goes from wave to wave when what it applied is healthy, waits between
// waves (ARGOCD_SYNC_WAVE_DELAY, as Argo CD has it), and applies what differs only. The agent that comes with the engine does
// none of that: what it creates is never healthy to it, so it stays in the first wave for good.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/argoproj/gitops-engine/pkg/cache"
	"github.com/argoproj/gitops-engine/pkg/diff"
	"github.com/argoproj/gitops-engine/pkg/sync"
	"github.com/argoproj/gitops-engine/pkg/sync/common"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
	"github.com/argoproj/gitops-engine/pkg/utils/tracing"
	"github.com/go-logr/logr"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2/textlogger"
)

const (
	// What says that an object is ours, and may be pruned.
	mark = "argocd.argoproj.io/tracking-id"
	// Objects without a namespace belong to the cluster.
	namespace = "default"
	// The engine is asked again this often while something is not healthy yet, or not gone.
	pause    = 100 * time.Millisecond
	patience = 2 * time.Minute
)

type syncer struct {
	config  *rest.Config
	cluster cache.ClusterCache
	kubectl kube.Kubectl
	delay   time.Duration
	log     logr.Logger
}

func main() {
	kubeconfig := flag.String("kubeconfig", "", "of the cluster")
	folder := flag.String("folder", "", "of the manifests")
	address := flag.String("address", "127.0.0.1:19001", "to listen on: POST /sync")
	flag.Parse()
	if err := serve(*kubeconfig, *folder, *address); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(kubeconfig, folder, address string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	config.QPS, config.Burst = 200, 400
	log := textlogger.NewLogger(textlogger.NewConfig())
	cluster := cache.NewClusterCache(config, cache.SetLogr(log), cache.SetPopulateResourceInfoHandler(
		func(object *unstructured.Unstructured, _ bool) (any, bool) {
			owned := object.GetAnnotations()[mark] != ""
			return owned, owned
		}))
	if err := cluster.EnsureSynced(); err != nil {
		return err
	}
	s := &syncer{config: config, cluster: cluster, kubectl: &kube.KubectlCmd{Log: log, Tracer: tracing.NopTracer{}}, delay: delay(), log: log}
	http.HandleFunc("/ready", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/sync", func(answer http.ResponseWriter, _ *http.Request) {
		done, err := s.sync(folder)
		if err != nil {
			http.Error(answer, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(answer).Encode(done)
	})
	return http.ListenAndServe(address, nil)
}

// The seconds between two waves: Argo CD's own variable, and its own default.
func delay() time.Duration {
	if seconds, err := strconv.ParseFloat(os.Getenv("ARGOCD_SYNC_WAVE_DELAY"), 64); err == nil {
		return time.Duration(seconds * float64(time.Second))
	}
	return 2 * time.Second
}

// What was done, in order: a line for each object.
func (s *syncer) sync(folder string) ([]string, error) {
	target, err := manifestsIn(folder)
	if err != nil {
		return nil, err
	}
	phase, message := common.OperationRunning, ""
	var results []common.ResourceSyncResult
	started := metav1.Now()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(pause) {
		first := len(results) == 0
		phase, message, results, err = s.round(target, first, phase, message, results, started)
		if err != nil {
			return nil, err
		}
		if phase.Completed() {
			break
		}
	}
	var lines []string
	for _, result := range results {
		lines = append(lines, fmt.Sprintf("%s: %s %s", result.ResourceKey.String(), result.Status, result.Message))
	}
	if phase != common.OperationSucceeded {
		return nil, fmt.Errorf("%s: %s\n%v", phase, message, lines)
	}
	return lines, nil
}

func (s *syncer) round(
	target []*unstructured.Unstructured, first bool, phase common.OperationPhase, message string,
	results []common.ResourceSyncResult, started metav1.Time,
) (common.OperationPhase, string, []common.ResourceSyncResult, error) {
	live, err := s.cluster.GetManagedLiveObjs(target, func(resource *cache.Resource) bool {
		owned, _ := resource.Info.(bool)
		return owned
	})
	if err != nil {
		return phase, message, results, err
	}
	reconciled := sync.Reconcile(target, live, namespace, s.cluster)
	differences, err := diff.DiffArray(reconciled.Target, reconciled.Live, diff.WithLogr(s.log))
	if err != nil {
		return phase, message, results, err
	}
	// Without a garbage collector, whatever waits for one is never gone.
	propagation := metav1.DeletePropagationBackground
	options := []sync.SyncOpt{
		sync.WithPrunePropagationPolicy(&propagation),
		sync.WithLogr(s.log),
		sync.WithPrune(true),
		sync.WithSkipHooks(true),
		sync.WithServerSideApply(true),
		sync.WithServerSideApplyManager("argocd-controller"),
		sync.WithResourceModificationChecker(true, differences),
		sync.WithSyncWaveHook(func(_ common.SyncPhase, _ int, final bool) error {
			if !final {
				time.Sleep(s.delay)
			}
			return nil
		}),
	}
	if !first {
		options = append(options, sync.WithInitialState(phase, message, results, started))
	}
	operation, cleanup, err := sync.NewSyncContext("", reconciled, s.config, s.config, s.kubectl, namespace, s.cluster.GetOpenAPISchema(), options...)
	if err != nil {
		return phase, message, results, err
	}
	defer cleanup()
	operation.Sync()
	phase, message, results = operation.GetState()
	return phase, message, results, nil
}

func manifestsIn(folder string) ([]*unstructured.Unstructured, error) {
	var all []*unstructured.Unstructured
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || filepath.Ext(path) != ".yaml" || info.Name() == "kustomization.yaml" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		objects, err := kube.SplitYAML(text)
		all = append(all, objects...)
		return err
	})
	for _, object := range all {
		annotations := object.GetAnnotations()
		if annotations == nil {
			annotations = map[string]string{}
		}
		key := kube.GetResourceKey(object)
		annotations[mark] = "meshwright:" + key.String()
		object.SetAnnotations(annotations)
	}
	return all, err
}
